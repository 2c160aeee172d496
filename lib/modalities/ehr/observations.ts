import type { Analyte, AnalyteCode } from '#lib/clinical/analyte.ts';
import { analytes } from '#lib/clinical/analytes.ts';
import { canonicalSystem, LOINC } from '#lib/clinical/code-set.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, asText, element, isIssue, readMoment, referenceTo } from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { observationTime } from '../observation-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { codesOf } from './codes.ts';
import { type CodedPart, type Result, readResult } from './result.ts';
import type { EhrSlice, SeriesEntry } from './slice.ts';

const byLoinc = new Map<string, { readonly analyte: Analyte; readonly code: AnalyteCode }>(
  analytes.flatMap((analyte) => analyte.codes.map((code) => [code.loinc, { analyte, code }] as const)),
);

/** FHIR R4 ObservationStatus whose results count. */
const COUNTED = new Set(['final', 'amended', 'corrected']);

function codedPart(part: unknown): CodedPart | undefined {
  for (const { system, code } of codesOf(element(part, 'code'))) {
    const known = canonicalSystem(system) === LOINC ? byLoinc.get(code) : undefined;
    if (known) return { part, ...known };
  }
  return undefined;
}

/** The Observation itself and its components (a blood pressure has two), as far as the contract knows them. */
const codedParts = (observation: unknown): CodedPart[] =>
  [observation, ...asObjects(element(observation, 'component'))].flatMap((part) => codedPart(part) ?? []);

function toEntry(observation: unknown, time: Moment, result: Result): SeriesEntry {
  const { recorded, value } = result;
  const issued = readMoment(element(observation, 'issued'), 'issued');
  const released = !isIssue(issued) && issued.ms > time.ms ? { released: issued } : {};
  const shared = { reference: referenceTo(observation), time, ...released, recorded };
  return value === null ? { ...shared, value, reason: result.reason } : { ...shared, value };
}

/** Oldest first; at one instant unreadable ones first, so that a readable result of the same draw is the newest. */
function compareEntries(a: SeriesEntry, b: SeriesEntry): number {
  if (a.time.ms !== b.time.ms) return a.time.ms - b.time.ms;
  if ((a.value === null) !== (b.value === null)) return a.value === null ? -1 : 1;
  return a.reference < b.reference ? -1 : 1;
}

/** Sorted, and one entry per time and value: a result sent twice under two ids is one result. */
function settled(entries: readonly SeriesEntry[]): SeriesEntry[] {
  const seen = new Set<string>();
  return entries.toSorted(compareEntries).filter(({ time, value }) => {
    const key = `${time.ms} ${value}`;
    return !seen.has(key) && seen.add(key);
  });
}

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
  const series = new Map<string, SeriesEntry[]>();
  for (const observation of chart.all('Observation')) {
    for (const coded of codedParts(observation)) {
      const entry = readPart(observation, coded, chart, timeline, tally);
      if (!entry) continue;
      const entries = series.get(coded.analyte.id);
      if (entries) entries.push(entry);
      else series.set(coded.analyte.id, [entry]);
    }
  }
  const known = analytes.filter(({ id }) => series.has(id));
  return Object.fromEntries(known.map(({ id }) => [id, settled(series.get(id) ?? [])]));
}

function readPart(
  observation: unknown,
  coded: CodedPart,
  chart: Chart,
  timeline: Timeline,
  tally: IssueTally,
): SeriesEntry | undefined {
  const { label } = coded.analyte;
  const reference = referenceTo(observation);
  const status = asText(element(observation, 'status'));
  if (status === undefined || !COUNTED.has(status)) {
    const because = 'the status is not final, amended or corrected';
    tally.add(leftOut('status-excluded', label, because, `${reference}.status`, 'information'));
    return undefined;
  }
  const result = readResult(coded);
  if (!result) return undefined;
  const time = timeOf(observation, label, chart, timeline, tally);
  if (!time) return undefined;
  if (result.value === null) tally.add(leftOut(result.code, label, result.reason, reference));
  return toEntry(observation, time, result);
}
