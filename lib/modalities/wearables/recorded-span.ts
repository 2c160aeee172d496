import type { Moment } from '#lib/clinical/moment.ts';
import { asNumber, asText, element, isIssue, readMoment, referenceTo } from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { assumption, dateComplaint } from '../complaints.ts';
import { recordedTime } from '../recorded-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';

/** Where the first sample is dated, in order of preference. */
const START = ['effectivePeriod.start', 'effectiveDateTime', 'effectiveInstant'];

/** `ms`: how long the recording lasted, when its end is known. */
type RecordedSpan = { readonly start: Moment; readonly ms: number | undefined };

/** When a recording began and, when it has an end after that, how long it lasted. */
export function readSpan(
  observation: unknown,
  label: string,
  timeline: Timeline,
  tally: IssueTally,
): RecordedSpan | undefined {
  const start = recordedTime(observation, START, (issue) => tally.add(dateComplaint(label, issue)));
  if (isIssue(start)) {
    tally.add(dateComplaint(label, start));
    return undefined;
  }
  const reference = referenceTo(observation);
  const end = readMoment(element(element(observation, 'effectivePeriod'), 'end'), 'effectivePeriod.end');
  const ends = !isIssue(end) && end.precision === 'time' ? end : undefined;
  const backwards = ends !== undefined && ends.ms < start.ms;
  // The chart's span ends at the latest end: what ends before it starts may lie beyond that.
  const outside = outsideOf(timeline, backwards ? ends : start, label, reference);
  if (outside) {
    tally.add(outside);
    return undefined;
  }
  if (backwards) {
    const because = 'the time span ends before it begins, so that only its beginning was used';
    tally.add({ ...assumption(label, because, `${reference}.effectivePeriod`), code: 'date-invalid' });
  }
  return { start, ms: ends && ends.ms > start.ms ? ends.ms - start.ms : undefined };
}

/** Units of R5's `intervalUnit`, in ms. */
const INTERVAL_UNITS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
};

/** R4 states the period in ms; R5 an interval with its unit. */
export function statedPeriod(sampled: object): number | undefined {
  const period = asNumber(element(sampled, 'period'));
  if (period !== undefined) return period;
  const interval = asNumber(element(sampled, 'interval'));
  const unit = INTERVAL_UNITS[asText(element(sampled, 'intervalUnit')) ?? ''];
  return interval === undefined || unit === undefined ? undefined : interval * unit;
}

/** Minutes east of UTC; `null` without a zone and for `Z`, which is no place's clock. */
export function offsetOf({ recorded }: Moment): number | null {
  const zone = /([+-])(\d{2}):(\d{2})$/.exec(recorded);
  if (!zone) return null;
  return (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
}
