import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import { asObjects, asText, element, isIssue, readMoment } from '#lib/fhir/elements.ts';

/** Whether a name or number with a `period` is in use; `unsure`: it ends, and nothing tells whether that has come. */
export type Validity = 'in-use' | 'unsure' | 'over';

/** Years that stand for "without end". */
const ENDLESS_FROM = 2100;

function momentOf(
  text: string | undefined,
  month: string,
  dayOf: (year: number, month: number) => number,
): Moment | null {
  const [year = '', known = month] = (text ?? '').split('-');
  const day = String(dayOf(Number(year), Number(known))).padStart(2, '0');
  const full = /^\d{4}(-\d{2})?$/.test(text ?? '') ? `${year}-${known}-${day}` : text;
  const moment = readMoment(full, 'period');
  return isIssue(moment) ? null : moment;
}

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The first day that a year or month can mean. */
export const startOf = (one: unknown): Moment | null =>
  momentOf(asText(element(element(one, 'period'), 'start')), '01', () => 1);

/** The last day that a year or month can mean; `null`: without end. */
function endOf(one: unknown): Moment | null {
  const end = momentOf(asText(element(element(one, 'period'), 'end')), '12', lastDay);
  return end !== null && Number(end.recorded.slice(0, 4)) < ENDLESS_FROM ? end : null;
}

/**
 * The day on which a Patient was surely still being written: its last update, or the start of a name or number in it.
 * Nothing reads the clock, so that a record says the same tomorrow.
 */
export function writtenAt(patient: unknown): Moment | null {
  const updated = readMoment(element(element(patient, 'meta'), 'lastUpdated'), 'meta.lastUpdated');
  const dated = [...asObjects(element(patient, 'name')), ...asObjects(element(patient, 'identifier'))];
  const moments = [isIssue(updated) ? null : updated, ...dated.map(startOf)].filter((one) => one !== null);
  return moments.reduce<Moment | null>((last, one) => (last === null || one.ms > last.ms ? one : last), null);
}

export function validityOf(one: unknown, written: Moment | null): Validity {
  const end = endOf(one);
  if (end === null) return 'in-use';
  if (written === null) return 'unsure';
  return isAfter(end, written) ? 'in-use' : 'over';
}
