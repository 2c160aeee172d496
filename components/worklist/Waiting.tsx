import classes from './Waiting.module.css';

/** Something that is still to come: it is neither "none" nor "no score". */
export const Waiting = ({
  pending,
  short = false,
}: {
  readonly pending: boolean;
  readonly short?: boolean;
}) => (
  <span className={classes.waiting} data-pending={pending || undefined}>
    {pending ? <span className={classes.dash} aria-hidden /> : null}
    {short ? null : <span>{pending ? 'waiting' : 'not read yet'}</span>}
  </span>
);
