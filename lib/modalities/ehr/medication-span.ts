import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import { asObjects, element } from '#lib/fhir/elements.ts';
import { endOfDosages, startOfDosages } from './dosage-bounds.ts';
import { spanOfDate } from './imprecise-date.ts';
import type { MedicationStatus, MedicationType } from './medication-status.ts';
import {
  endOfCompleted,
  endOfDispense,
  endOfDose,
  endOfOrderedSupply,
  type Over,
  PRESCRIPTION_MS,
} from './medication-supply.ts';

/** What an entry says of the time of use. */
type MedicationSpan = {
  readonly since: Moment | null;
  /** When the entry itself speaks: what is newer outweighs it. */
  readonly said: Moment | null;
  /** The end of use, as it is written or follows from what is written. */
  readonly until: Moment | null;
  /** The end of use where it lies only between limits. */
  readonly over: Over | null;
};

/** What bounds an end that nobody wrote down. */
type KnownEnds = {
  /** ms since epoch: latest care on the chart. */
  readonly care: number;
  /** End of the stay of an inpatient order. */
  readonly stay: Moment | undefined;
};

const earlier = (a: Moment | null, b: Moment | null | undefined): Moment | null =>
  a && b ? (b.ms < a.ms ? b : a) : (b ?? a);

const later = (a: Moment | null, b: Moment | undefined): Moment | null =>
  a && b && b.ms > a.ms ? b : (a ?? b ?? null);

const lastOf = (value: unknown): Moment | null => spanOfDate(value)?.last ?? null;

/** When an order's status changed, for senders that say so ahead of R5 (MedicationRequest.statusChanged as R4 extension). */
const STATUS_CHANGED =
  'http://hl7.org/fhir/5.0/StructureDefinition/extension-MedicationRequest.statusChanged';
const statusChanged = (order: unknown): Moment | null => {
  const found = asObjects(element(order, 'extension')).find((one) => element(one, 'url') === STATUS_CHANGED);
  return lastOf(element(found, 'valueDateTime'));
};

/** It ended at a time that nobody wrote down: after its start, and before the latest care on the chart or a year was over. */
function endedBetween(since: Moment, resource: unknown, { care, stay }: KnownEnds): Over {
  const updated = lastOf(element(element(resource, 'meta'), 'lastUpdated'))?.ms ?? Number.POSITIVE_INFINITY;
  const latest = Math.min(care, updated, stay?.ms ?? Number.POSITIVE_INFINITY, since.ms + PRESCRIPTION_MS);
  return { earliest: since.ms, latest: Math.max(since.ms, latest) };
}

const narrower = (a: Over | null, b: Over | null): Over | null =>
  a && b ? { earliest: Math.min(a.earliest, b.earliest), latest: Math.min(a.latest, b.latest) } : (a ?? b);

type Ends = Pick<MedicationSpan, 'until' | 'over'>;

/** An order that was carried out to its end: the written one, else that of the stay or of the supply. */
function completedEnd(order: unknown, since: Moment, written: Moment | null, ends: KnownEnds): Ends {
  if (written) return { until: written, over: null };
  if (ends.stay) return { until: null, over: endedBetween(since, order, ends) };
  return { until: null, over: endOfOrderedSupply(order, since.ms) ?? endOfCompleted(since.ms) };
}

/** An order stopped or on hold: an end after all care on the chart was planned, and a hold comes before the end. */
function haltedEnd(
  order: unknown,
  since: Moment,
  written: Moment | null,
  onHold: boolean,
  ends: KnownEnds,
): Ends {
  const planned = onHold || (written !== null && written.ms > ends.care + DAY_MS);
  const stop = statusChanged(order) ?? (planned ? null : written);
  if (stop) return { until: stop, over: null };
  return {
    until: null,
    over: narrower(endedBetween(since, order, ends), endOfOrderedSupply(order, since.ms)),
  };
}

function orderSpan(
  order: unknown,
  known: Moment | null,
  { code, standing }: MedicationStatus,
  ends: KnownEnds,
): MedicationSpan {
  const instructions = element(order, 'dosageInstruction');
  const since = later(known, startOfDosages(instructions));
  const said = known ?? since;
  if (!since) return { since, said, until: null, over: null };
  const written = endOfDosages(instructions, since.ms);
  if (standing !== 'ended' && standing !== 'halted') {
    const over = endOfOrderedSupply(order, since.ms);
    return { since, said, until: earlier(written, ends.stay), over };
  }
  const end =
    standing === 'ended'
      ? completedEnd(order, since, written, ends)
      : haltedEnd(order, since, written, code === 'on-hold', ends);
  return { since, said, ...end };
}

function statementSpan(
  statement: unknown,
  known: Moment | null,
  { standing }: MedicationStatus,
  ends: KnownEnds,
): MedicationSpan {
  const asserted = lastOf(element(statement, 'dateAsserted'));
  const stated = lastOf(element(element(statement, 'effectivePeriod'), 'end'));
  const until = stated ?? (known && endOfDosages(element(statement, 'dosage'), known.ms));
  const ended = standing === 'ended' || standing === 'halted';
  const said = (ended ? until : null) ?? asserted ?? known;
  const bounds = { ...ends, care: Math.min(ends.care, asserted?.ms ?? ends.care) };
  return {
    since: known,
    said,
    until,
    over: ended && !until && known ? endedBetween(known, statement, bounds) : null,
  };
}

function administrationSpan(
  given: unknown,
  known: Moment | null,
  { code }: MedicationStatus,
  ends: KnownEnds,
): MedicationSpan {
  const period = element(given, 'effectivePeriod');
  const end = lastOf(element(period, 'end'));
  const last = end ?? known;
  const goesOn = code === 'in-progress' && period !== undefined && !end;
  const over = last && endOfDose(last.ms);
  const open = over && { earliest: over.earliest, latest: Math.max(over.latest, ends.care) };
  return { since: known, said: known, until: null, over: goesOn ? open : over };
}

/**
 * From when until when an entry speaks of use.
 *
 * @param known the entry's own date
 */
export function spanOf(
  resource: unknown,
  type: MedicationType,
  known: Moment | null,
  status: MedicationStatus,
  ends: KnownEnds,
): MedicationSpan {
  switch (type) {
    case 'MedicationRequest':
      return orderSpan(resource, known, status, ends);
    case 'MedicationStatement':
      return statementSpan(resource, known, status, ends);
    case 'MedicationAdministration':
      return administrationSpan(resource, known, status, ends);
    case 'MedicationDispense':
      return { since: known, said: known, until: null, over: known && endOfDispense(resource, known.ms) };
  }
}
