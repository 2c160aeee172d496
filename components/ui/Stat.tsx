import type { ReactNode } from 'react';
import classes from './Stat.module.css';

type StatProps = {
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** A quieter line below: interval, source, age. */
  readonly hint?: ReactNode;
};

/** Labelled values side by side, as one description list. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className={classes.stats}>{children}</dl>;
}

/** One labelled value inside `Stats`. */
export function Stat({ label, value, hint }: StatProps) {
  return (
    <div className={classes.stat}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>
        {value}
        {hint ? <span className={classes.hint}>{hint}</span> : null}
      </dd>
    </div>
  );
}
