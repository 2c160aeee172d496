import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asList, element, isIssue, readMoment, referenceTo } from '#lib/fhir/elements.ts';
import { hasHappened } from './happened.ts';
import { recordedTime, type Warn } from './recorded-time.ts';

const SPAN = ['end', 'start'];

/** The choices of `Observation.effective[x]` (FHIR R4) and how each is read; of a span it is the end. */
const readers = {
  effectiveDateTime: (of: unknown, warn?: Warn) => recordedTime(of, ['effectiveDateTime'], warn),
  effectiveInstant: (of: unknown, warn?: Warn) => recordedTime(of, ['effectiveInstant'], warn),
  effectivePeriod: (of: unknown, warn?: Warn) => recordedTime(of, spanPaths('effectivePeriod'), warn),
  effectiveTiming: (of: unknown, warn?: Warn) => timingTime(of, warn),
};
type Choice = keyof typeof readers;
const choices = Object.keys(readers) as Choice[];

const spanPaths = (name: string) => SPAN.map((edge) => `${name}.${edge}`);

/** A schedule is dated by the last of its events, as a span is by its end; all of them must be readable. */
function timingTime(observation: unknown, warn?: Warn): Moment | Issue {
  const events = asList(element(element(observation, 'effectiveTiming'), 'event'));
  if (events.length === 0)
    return recordedTime(observation, spanPaths('effectiveTiming.repeat.boundsPeriod'), warn);
  const path = `${referenceTo(observation)}.effectiveTiming.event`;
  const times = events.map((event) => readMoment(event, path, warn));
  const read = times.filter((time): time is Moment => !isIssue(time)).toSorted((a, b) => a.ms - b.ms);
  return times.find(isIssue) ?? read.at(-1) ?? missing(observation);
}

/** Issues about `effective[x]` as a whole; `dateComplaint` puts them into words. */
const wrong = (observation: unknown, code: 'value-missing' | 'date-invalid', why: string): Issue => {
  const path = `${referenceTo(observation)}.effective[x]`;
  return { code, severity: 'warning', path, message: `${path} ${why} and was not read.` };
};
const missing = (observation: unknown) => wrong(observation, 'value-missing', 'is absent');

/** When the specimens were collected; `undefined` when the chart does not say. */
function collectionTime(observation: unknown, chart: Chart, warn?: Warn): Moment | Issue | undefined {
  const specimen = chart.resolve(element(observation, 'specimen'), observation);
  if (specimen?.resourceType !== 'Specimen' || !hasHappened(specimen)) return undefined;
  const paths = ['collection.collectedDateTime', ...spanPaths('collection.collectedPeriod')];
  const time = recordedTime(specimen, paths, warn);
  return isIssue(time) && time.code === 'value-missing' ? undefined : time;
}

/**
 * When what an Observation tells was so: `effective[x]`, else the collection of its specimen (FHIR R4 Observation.effective).
 * Never `issued`, which is when the result was released. Two choices that name different times are an issue: FHIR allows one.
 */
export function observationTime(observation: unknown, chart: Chart, warn?: Warn): Moment | Issue {
  const present = choices.filter((choice) => element(observation, choice) !== undefined);
  const [time, ...others] = present.map((choice) => readers[choice](observation, warn));
  if (time === undefined) return collectionTime(observation, chart, warn) ?? missing(observation);
  if (isIssue(time)) return time;
  const agree = others.every((other) => !isIssue(other) && other.ms === time.ms);
  return agree ? time : wrong(observation, 'date-invalid', 'names several times');
}
