import { type ReactNode, useId } from 'react';
import classes from './Panel.module.css';

type PanelProps = {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Heading level of the title; 2 unless the panel stands inside another one. */
  readonly level?: 2 | 3;
  /** Without padding, for tables that reach the edges. */
  readonly flush?: boolean;
  /** Id by which a link leads here; the section then takes the focus. */
  readonly anchor?: string;
  readonly children: ReactNode;
};

/** A raised section with a heading; a landmark named by that heading when it has one. */
export function Panel({
  title,
  description,
  actions,
  level = 2,
  flush = false,
  anchor,
  children,
}: PanelProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      id={anchor}
      tabIndex={anchor === undefined ? undefined : -1}
      className={classes.panel}
      aria-labelledby={title ? id : undefined}
    >
      {title ? (
        <header className={classes.header}>
          <div className={classes.heading}>
            <Heading id={id} className={classes.title}>
              {title}
            </Heading>
            {description ? <p className={classes.description}>{description}</p> : null}
          </div>
          {actions ? <div className={classes.actions}>{actions}</div> : null}
        </header>
      ) : null}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
