import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  codings,
  conceptText,
  element,
  isIssue,
  referenceTo,
} from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { recordedTime } from '../recorded-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import type { Stay } from './slice.ts';

const WHAT = 'Hospital stay';
/** HL7 v3-ActCode: inpatient, acute, non-acute. */
const INPATIENT = new Set(['IMP', 'ACUTE', 'NONAC']);
const NEVER_HAPPENED = new Set(['planned', 'cancelled', 'entered-in-error']);
const GOING_ON = new Set(['arrived', 'triaged', 'in-progress', 'onleave']);
/** Stays closer than this are one stay with a transfer. */
const TRANSFER_MS = DAY_MS;

const isInpatient = (encounter: unknown) =>
  codings(element(encounter, 'class')).some(({ code }) => INPATIENT.has(code));

function reasonOf(encounter: unknown): string | null {
  const reason = asObjects(element(encounter, 'reasonCode'))[0];
  const type = asObjects(element(encounter, 'type'))[0];
  return conceptText(reason) ?? conceptText(type) ?? null;
}

/** The end of a stay: `null` while it goes on, `undefined` when it ended at a time that cannot be read. */
function endOf(
  encounter: unknown,
  start: Moment,
  timeline: Timeline,
  tally: IssueTally,
): Moment | null | undefined {
  if (GOING_ON.has(asText(element(encounter, 'status')) ?? '')) return null;
  const end = recordedTime(encounter, ['period.end']);
  if (isIssue(end)) {
    tally.add(dateComplaint(WHAT, end));
    return undefined;
  }
  const path = `${referenceTo(encounter)}.period.end`;
  const complaint =
    end.ms < start.ms
      ? leftOut('date-invalid', WHAT, 'it ends before it starts', path)
      : outsideOf(timeline, end, WHAT, path);
  if (complaint) tally.add(complaint);
  return complaint ? undefined : end;
}

function toStay(encounter: unknown, timeline: Timeline, tally: IssueTally): Stay | undefined {
  const reference = referenceTo(encounter);
  if (NEVER_HAPPENED.has(asText(element(encounter, 'status')) ?? '')) {
    const because = 'it was planned or cancelled, or entered in error';
    tally.add(leftOut('status-excluded', WHAT, because, `${reference}.status`, 'information'));
    return undefined;
  }
  const start = recordedTime(encounter, ['period.start'], (issue) => tally.add(dateComplaint(WHAT, issue)));
  if (isIssue(start)) {
    tally.add(dateComplaint(WHAT, start));
    return undefined;
  }
  const complaint = outsideOf(timeline, start, WHAT, reference);
  if (complaint) {
    tally.add(complaint);
    return undefined;
  }
  const end = endOf(encounter, start, timeline, tally);
  return end === undefined ? undefined : { reference, start, end, reason: reasonOf(encounter) };
}

/** Whether the later of two stays, by start, continues the earlier one. */
const continues = (earlier: Stay, later: Stay) =>
  later.start.ms - (earlier.end ?? earlier.start).ms <= TRANSFER_MS;

/** One stay of two. A stay that was never closed ends with the one that continues it. */
function joined(earlier: Stay, later: Stay): Stay {
  const ends = later.end === null ? [] : [earlier.end, later.end].filter((end) => end !== null);
  const end = ends.toSorted((a, b) => a.ms - b.ms).at(-1) ?? null;
  return { ...earlier, end, reason: earlier.reason ?? later.reason };
}

/** Inpatient stays, oldest first; transfers (overlapping, or within 24 h) are one stay under the first reference. */
export function readStays(chart: Chart, timeline: Timeline, tally: IssueTally): Stay[] {
  const single = chart
    .all('Encounter')
    .filter(isInpatient)
    .flatMap((encounter) => toStay(encounter, timeline, tally) ?? [])
    .toSorted((a, b) => a.start.ms - b.start.ms || (a.reference < b.reference ? -1 : 1));
  const stays: Stay[] = [];
  for (const stay of single) {
    const previous = stays.at(-1);
    if (previous && continues(previous, stay)) stays[stays.length - 1] = joined(previous, stay);
    else stays.push(stay);
  }
  return stays;
}
