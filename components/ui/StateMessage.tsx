import type { ReactNode } from 'react';
import classes from './StateMessage.module.css';

type StateMessageProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `error` is announced at once to a screen reader. */
  readonly kind?: 'empty' | 'error';
  /** It is the whole page, so its title heads it. */
  readonly page?: boolean;
};

/** What stands where content would be: nothing there yet, or something went wrong, and what to do next. */
export function StateMessage({
  icon,
  title,
  children,
  actions,
  kind = 'empty',
  page = false,
}: StateMessageProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={classes.message} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <Title className={classes.title}>{title}</Title>
      {children ? <div className={classes.text}>{children}</div> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}
