import type { Issue } from '#lib/clinical/issue.ts';
import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { element, isIssue, readMoment } from '#lib/fhir/elements.ts';
import type { Complaint } from '#lib/fhir/issue-tally.ts';
import { leftOut } from './complaints.ts';
import { encounterEnd, encounterStart, latestKnown } from './encounter-time.ts';
import { hasHappened, isGoingOn } from './happened.ts';
import { observationTime } from './observation-time.ts';
import { recordedTime, timePaths } from './recorded-time.ts';

/** The span of time that the chart can be about. Entries outside it are recording errors and are not read. */
export type Timeline = {
  /** ms; a day before the recorded birth, for time zones. */
  readonly earliest: number;
  /** Latest believable entry. `null`: nothing is dated. */
  readonly latest: Moment | null;
};

const YEAR_MS = 365.25 * DAY_MS;
/** A single entry this long after all others is a typing error, not a visit: a visit leaves several. */
const LONE_GAP_MS = 2 * YEAR_MS;
/** A minority of entries this long after all others is an error too: no patient stays away for so long. */
const ANY_GAP_MS = 40 * YEAR_MS;
/** With fewer entries before it, a gap says nothing. */
const FEWEST_BEFORE = 3;

/** The end of an encounter that is over; while it goes on, what is known of it so far, since an end is then a plan. */
export function encounterTime(encounter: unknown): Moment | Issue {
  if (isGoingOn(element(encounter, 'status'))) return latestKnown(encounter);
  const start = encounterStart(encounter);
  const end = encounterEnd(encounter);
  if (isIssue(end)) return start;
  if (isIssue(start)) return end;
  return end.ms < start.ms || end.ms - start.ms > LONE_GAP_MS ? start : end;
}

const types = Object.keys(timePaths) as (keyof typeof timePaths)[];

/** When each resource that tells of something that happened says it did, oldest first. */
function entryTimes(chart: Chart): Moment[] {
  const times = [
    ...chart.all('Encounter').filter(hasHappened).map(encounterTime),
    ...chart
      .all('Observation')
      .filter(hasHappened)
      .map((observation) => observationTime(observation, chart)),
    ...types.flatMap((type) =>
      chart
        .all(type)
        .filter(hasHappened)
        .map((resource) => recordedTime(resource, timePaths[type])),
    ),
  ];
  return times
    .filter((time): time is Moment => !isIssue(time))
    .toSorted((a, b) => a.ms - b.ms || (a.recorded < b.recorded ? -1 : 1));
}

/** How many entries, oldest first, precede a gap that no chart has; all of them without such a gap. */
function believableCount(times: readonly Moment[]): number {
  const gapBefore = (index: number) => (times[index]?.ms ?? 0) - (times[index - 1]?.ms ?? 0);
  const last = times.length - 1;
  if (last >= FEWEST_BEFORE && gapBefore(last) > LONE_GAP_MS) return last;
  const cut = times.findLastIndex((_, index) => index >= FEWEST_BEFORE && gapBefore(index) > ANY_GAP_MS);
  return cut > times.length / 2 ? cut : times.length;
}

/** Every modality asks for the span of the same chart, and a chart never changes. */
const timelines = new WeakMap<Chart, Timeline>();

/**
 * Finds the span from the chart itself, not from the clock, so that a score is the same on every day it is computed.
 * A recorded birth after every entry bounds nothing: then the birth date is the error.
 */
export function readTimeline(chart: Chart): Timeline {
  const known = timelines.get(chart);
  if (known) return known;
  const timeline = findTimeline(chart);
  timelines.set(chart, timeline);
  return timeline;
}

function findTimeline(chart: Chart): Timeline {
  let times: readonly Moment[] = entryTimes(chart);
  for (let count = believableCount(times); count < times.length; count = believableCount(times))
    times = times.slice(0, count);
  const latest = times.at(-1) ?? null;
  const birth = readMoment(element(chart.patient, 'birthDate'), 'Patient.birthDate');
  const bounded = !isIssue(birth) && latest !== null && birth.ms <= latest.ms;
  return { earliest: bounded ? birth.ms - DAY_MS : Number.NEGATIVE_INFINITY, latest };
}

/** Why an entry at `time` is not read, or `undefined` when it lies within the span. */
export function outsideOf(
  timeline: Timeline,
  time: Moment,
  what: string,
  path: string,
): Complaint | undefined {
  if (timeline.latest !== null && time.ms > timeline.latest.ms)
    return leftOut('date-future', what, 'the date lies years after everything else on the chart', path);
  if (time.ms < timeline.earliest)
    return leftOut('date-invalid', what, 'the date lies before the recorded birth', path);
  return undefined;
}
