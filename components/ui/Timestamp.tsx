import { dateText, momentText, relativeText } from '#components/patient/moment-text.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import classes from './Timestamp.module.css';

type TimestampProps = {
  /** `null`: not recorded, and shown as such. */
  readonly moment: Moment | null;
  /** The age is counted from here. */
  readonly reference?: { readonly moment: Moment; readonly name: string };
  /** The date alone; the full time with its zone stays in the tooltip and in the `datetime` attribute. */
  readonly short?: boolean;
};

/** A time as the chart recorded it, zone included, with its distance from a reference time. */
export function Timestamp({ moment, reference, short = false }: TimestampProps) {
  if (moment === null) return <span className={classes.age}>not recorded</span>;
  const full = momentText(moment);
  return (
    <span className={classes.timestamp}>
      <time dateTime={moment.recorded} title={short ? full : undefined}>
        {short ? dateText(moment) : full}
      </time>
      {reference ? (
        <span className={classes.age}> {relativeText(moment, reference.moment, reference.name)}</span>
      ) : null}
    </span>
  );
}
