import type { ReactNode } from 'react';
import classes from './StateMessage.module.css';

type StateMessageProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `error` is announced at once to a screen reader. */
  readonly kind?: 'empty' | 'error';
};

/** What stands where content would be: nothing there yet, or something went wrong, and what to do next. */
export function StateMessage({ icon, title, children, actions, kind = 'empty' }: StateMessageProps) {
  return (
    <div className={classes.message} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <p className={classes.title}>{title}</p>
      {children ? <div className={classes.text}>{children}</div> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}
