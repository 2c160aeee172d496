import type { Moment } from '#lib/clinical/moment.ts';
import { element, isIssue, referenceTo } from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { hasHappened } from '../happened.ts';
import { recordedTime } from '../recorded-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { spanOfDate } from './imprecise-date.ts';

const valueAt = (resource: unknown, path: string): unknown =>
  path.split('.').reduce((value: unknown, name) => element(value, name), resource);

type KnownTimeContext = {
  readonly timeline: Timeline;
  /** What is read, for the complaint. */
  readonly what: string;
  readonly tally: IssueTally;
};

const UNDATED = 'no date tells since when; it is shown, but not used';

/**
 * Since when an entry was known: its own date, and of a year or month the last moment, so that nothing is known too
 * early. `null`: no date that can be used, and what was wrong with it stands in the tally.
 *
 * @param paths elements in order of preference
 */
export function knownTime(
  resource: unknown,
  paths: readonly string[],
  { timeline, what, tally }: KnownTimeContext,
): Moment | null {
  const read = recordedTime(resource, paths, (issue) => tally.add(dateComplaint(what, issue)));
  const span = spanOfDate(paths.map((path) => valueAt(resource, path)).find((value) => value !== undefined));
  if (isIssue(read) && !span) {
    tally.add(leftOut('date-imprecise', what, UNDATED, referenceTo(resource)));
    return null;
  }
  const [first, known] = isIssue(read) ? [span?.first ?? null, span?.last ?? null] : [read, read];
  // What did not happen set no limit to the chart's span, and may lie after it.
  const complaint =
    first && hasHappened(resource) ? outsideOf(timeline, first, what, referenceTo(resource)) : undefined;
  if (complaint) tally.add(complaint);
  return complaint ? null : known;
}
