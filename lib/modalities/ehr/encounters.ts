import { daysBetween, type Moment } from '#lib/clinical/moment.ts';
import type { Evidence } from '#lib/contract/feature.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, conceptText, element, isIssue, referenceTo } from '#lib/fhir/elements.ts';
import type { Complaint, IssueTally } from '#lib/fhir/issue-tally.ts';
import { dateComplaint } from '../complaints.ts';
import { isGoingOn } from '../happened.ts';
import { recordedTime } from '../recorded-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { dispositionOf } from './discharge.ts';
import { classComplaint, excludedComplaints } from './encounter-complaints.ts';
import { kindOf, type PlacedEncounter, placeEncounters } from './encounter-tree.ts';
import { spanOfDate } from './imprecise-date.ts';
import type { EhrSlice, Stay, UndatedStay } from './slice.ts';
import { joinParts, type StayPart } from './stay-parts.ts';
import { goesOn, readEnd, readStart, type StayEnd, TOGETHER_MS, unknownEnd } from './stay-span.ts';

const WHAT = 'Hospital stay';
/** Beyond this an open stay was forgotten rather than long: the model knows none that lasts longer. */
const LONGEST_DAYS = 365;

type StaysOfChart = Pick<EhrSlice, 'stays' | 'undatedStays' | 'deaths'>;

function reasonOf(encounter: unknown): string | null {
  const reason = asObjects(element(encounter, 'reasonCode'))[0];
  const type = asObjects(element(encounter, 'type'))[0];
  return conceptText(reason) ?? conceptText(type) ?? null;
}

/** The encounter around an inpatient one that may be the real stay, and why it is not known to be. */
function doubtAround(
  { ancestors, absent }: PlacedEncounter,
  { end }: StayEnd,
  timeline: Timeline,
): { readonly within: string; readonly because: string } | null {
  const unclear = ancestors.find((one) => kindOf(one) === undefined);
  if (unclear !== undefined) {
    const around = readEnd(unclear, recordedTime(unclear, ['period.start']), timeline);
    if (end && around.end && Math.abs(around.end.ms - end.ms) <= TOGETHER_MS) return null;
    return { within: referenceTo(unclear), because: 'it is part of an encounter whose class is not known' };
  }
  return absent === null
    ? null
    : { within: absent, because: 'it is part of an encounter that is not on the chart' };
}

/** Reads the outermost inpatient encounters of one chart. */
class StayReader {
  readonly #timeline: Timeline;
  readonly #tally: IssueTally;
  readonly parts: StayPart[] = [];
  readonly undated: UndatedStay[] = [];

  constructor(timeline: Timeline, tally: IssueTally) {
    this.#timeline = timeline;
    this.#tally = tally;
  }

  read(placed: PlacedEncounter): void {
    const { encounter, reference } = placed;
    const start = readStart(encounter, (issue) => this.#tally.add(dateComplaint(WHAT, issue)));
    const end = this.#end(placed, start);
    const complaint = isIssue(start)
      ? dateComplaint(WHAT, start)
      : outsideOf(this.#timeline, start, WHAT, reference);
    if (complaint) this.#tally.add(complaint);
    if (complaint || isIssue(start)) {
      const startedBy = spanOfDate(element(element(encounter, 'period'), 'start'))?.last ?? null;
      this.undated.push({ reference, startedBy, end: end.end, ongoing: goesOn(end) });
      return;
    }
    const doubt = goesOn(end) ? null : doubtAround(placed, end, this.#timeline);
    this.parts.push({
      reference,
      start,
      ...(doubt ? unknownEnd(doubt.because) : end),
      disposition: goesOn(end) ? null : dispositionOf(encounter),
      reason: reasonOf(encounter),
      within: doubt?.within ?? null,
    });
  }

  #end({ encounter }: PlacedEncounter, start: Parameters<typeof readEnd>[1]): StayEnd {
    const end = readEnd(encounter, start, this.#timeline);
    const stillIn = !goesOn(end) && dispositionOf(encounter) === 'still-in';
    return stillIn ? unknownEnd('its discharge disposition says that the patient has not left') : end;
  }
}

/** When the patient died who left an encounter dead; one that still goes on contradicts that, and gives no time. */
function deathOf({ encounter, reference }: PlacedEncounter): Evidence {
  const paths = isGoingOn(element(encounter, 'status')) ? [] : ['period.end', 'period.start'];
  const times = paths.map((path) => recordedTime(encounter, [path]));
  return { reference, time: times.find((time): time is Moment => !isIssue(time)) ?? null };
}

/** Only the last stay can go on: one before it was never closed, and neither was one that has gone on for too long. */
function doubtOpen(stays: readonly Stay[], { latest }: Timeline): Stay[] {
  return stays.map((stay, index) => {
    if (!goesOn(stay)) return stay;
    if (index < stays.length - 1)
      return { ...stay, ...unknownEnd('it was never closed, and a later one began') };
    const tooLong = latest !== null && daysBetween(stay.start, latest) > LONGEST_DAYS;
    return tooLong ? { ...stay, ...unknownEnd('it has gone on for over a year') } : stay;
  });
}

function endComplaint({ reference, endUnknown }: Stay): Complaint | undefined {
  if (endUnknown === null) return undefined;
  const sentence = (count: number) => `${WHAT}: ${count} without a known end, because ${endUnknown}.`;
  return { code: 'value-missing', severity: 'warning', path: `${reference}.period.end`, sentence };
}

/**
 * The inpatient stays of a chart, oldest first, and what stands beside them. An inpatient encounter inside another is
 * part of its stay and neither begins nor ends one.
 */
export function readStays(chart: Chart, timeline: Timeline, tally: IssueTally): StaysOfChart {
  for (const complaint of excludedComplaints(chart)) tally.add(complaint);
  const placed = placeEncounters(chart);
  const reader = new StayReader(timeline, tally);
  for (const one of placed) {
    if (one.ancestors.some((outer) => kindOf(outer) === 'inpatient')) continue;
    const kind = kindOf(one.encounter);
    if (kind === 'inpatient') reader.read(one);
    if (kind === undefined) tally.add(classComplaint(one));
  }
  const deaths = placed.filter(({ encounter }) => dispositionOf(encounter) === 'died').map(deathOf);
  const stays = doubtOpen(joinParts(reader.parts), timeline);
  for (const complaint of stays.flatMap((stay) => endComplaint(stay) ?? [])) tally.add(complaint);
  return { stays, undatedStays: reader.undated, deaths };
}
