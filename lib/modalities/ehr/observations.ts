import { type AnalyteId, analytes } from '#lib/clinical/analytes.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  element,
  isIssue,
  readMoment,
  referenceText,
  referenceTo,
} from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { isAbsent } from '#lib/fhir/observed-value.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { observationTime } from '../observation-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { type CodedPart, codedParts } from './coded-parts.ts';
import { otherMeasurement } from './other-measurement.ts';
import { type Result, readResult } from './result.ts';
import { type SentResult, settleSeries } from './settle-series.ts';
import type { EhrSlice, SeriesEntry } from './slice.ts';

/** FHIR R4 ObservationStatus whose results count. */
const COUNTED = new Set(['final', 'amended', 'corrected']);

function instantOf(value: unknown): number | undefined {
  const moment = readMoment(value, 'instant');
  return isIssue(moment) ? undefined : moment.ms;
}

function toEntry(observation: unknown, time: Moment, result: Result): SeriesEntry {
  const { recorded, value } = result;
  const issued = readMoment(element(observation, 'issued'), 'issued');
  const released = !isIssue(issued) && issued.ms > time.ms ? { released: issued } : {};
  const shared = { reference: referenceTo(observation), time, ...released, recorded };
  return value === null ? { ...shared, value, reason: result.reason } : { ...shared, value };
}

/** `Observation/1` of a reference that may be absolute, versioned, or to what the same report contains. */
function relative(reference: unknown, observation: unknown): string | undefined {
  const text = referenceText(reference) ?? '';
  const [container] = referenceTo(observation).split('#');
  return text.startsWith('#') ? `${container}${text}` : /Observation\/[^/]+/.exec(text)?.[0];
}

const toSent = (observation: unknown, time: Moment, result: Result): SentResult => ({
  entry: toEntry(observation, time, result),
  rounded: result.value === null ? null : result.rounded,
  corrected: element(observation, 'status') !== 'final',
  issued: instantOf(element(observation, 'issued')),
  updated: instantOf(element(element(observation, 'meta'), 'lastUpdated')),
  sources: ['derivedFrom', 'hasMember']
    .flatMap((name) => asObjects(element(observation, name)))
    .flatMap((reference) => relative(reference, observation) ?? []),
});

/** The time of an Observation; `undefined` when it has none that can be believed, which is then reported. */
function timeOf(
  observation: unknown,
  what: string,
  chart: Chart,
  timeline: Timeline,
  tally: IssueTally,
): Moment | undefined {
  const time = observationTime(observation, chart, (issue) => tally.add(dateComplaint(what, issue)));
  if (isIssue(time)) {
    tally.add(dateComplaint(what, time));
    return undefined;
  }
  const complaint = outsideOf(timeline, time, what, referenceTo(observation));
  if (complaint) tally.add(complaint);
  return complaint ? undefined : time;
}

/** The results of the contract's analytes, with a complaint for each one that does not count or cannot be read. */
export function readSeries(chart: Chart, timeline: Timeline, tally: IssueTally): EhrSlice['series'] {
  const series = new Map<AnalyteId, SentResult[]>();
  for (const observation of chart.all('Observation')) {
    for (const coded of codedParts(observation)) {
      const sent = readPart(observation, coded, chart, timeline, tally);
      if (!sent) continue;
      const results = series.get(coded.analyte.id);
      if (results) results.push(sent);
      else series.set(coded.analyte.id, [sent]);
    }
  }
  const known = analytes.filter(({ id }) => series.has(id));
  return Object.fromEntries(
    known.map(({ id, label }) => [
      id,
      settleSeries(series.get(id) ?? [], label, (complaint) => tally.add(complaint)),
    ]),
  );
}

function isCounted(observation: unknown, what: string, tally: IssueTally): boolean {
  const status = asText(element(observation, 'status'));
  if (status !== undefined && COUNTED.has(status)) return true;
  const because = 'the status is not final, amended or corrected';
  const path = `${referenceTo(observation)}.status`;
  tally.add(leftOut('status-excluded', what, because, path, 'information'));
  return false;
}

function readPart(
  observation: unknown,
  coded: CodedPart,
  chart: Chart,
  timeline: Timeline,
  tally: IssueTally,
): SentResult | undefined {
  const { part, analyte } = coded;
  const reference = referenceTo(observation);
  if (!isCounted(observation, analyte.label, tally)) return undefined;
  const result = readResult(coded, otherMeasurement(observation, part, analyte, chart));
  if (!result) {
    const because = 'the chart says why there is no value';
    if (isAbsent(part)) tally.add(leftOut('value-missing', analyte.label, because, reference, 'information'));
    return undefined;
  }
  const time = timeOf(observation, analyte.label, chart, timeline, tally);
  if (!time) return undefined;
  if (result.value === null) tally.add(leftOut(result.code, analyte.label, result.reason, reference));
  return toSent(observation, time, result);
}
