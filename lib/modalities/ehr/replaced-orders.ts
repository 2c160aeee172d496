import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { element, referenceTo } from '#lib/fhir/elements.ts';
import type { MedicationEntry } from './slice.ts';

/** Orders that took effect, and so replaced what they name; a draft or a cancelled one replaces nothing. */
const tookEffect = ({ standing, since }: MedicationEntry) =>
  since !== null && (standing === 'in-use' || standing === 'ended' || standing === 'halted');

/**
 * The entries with the ends that follow from later orders: an order ends when the one that replaces it begins
 * (FHIR R4 MedicationRequest.priorPrescription).
 */
export function replacedOrders(chart: Chart, entries: readonly MedicationEntry[]): MedicationEntry[] {
  const begins = new Map(
    entries.flatMap((entry) =>
      tookEffect(entry) && entry.since ? [[entry.reference, entry.since] as const] : [],
    ),
  );
  const ends = new Map<string, Moment>();
  for (const order of chart.all('MedicationRequest')) {
    const begin = begins.get(referenceTo(order));
    const prior = chart.resolve(element(order, 'priorPrescription'), order);
    const replaced = referenceTo(prior);
    const known = ends.get(replaced);
    if (begin && prior && replaced !== referenceTo(order) && (!known || begin.ms < known.ms))
      ends.set(replaced, begin);
  }
  return entries.map((entry) => {
    const end = ends.get(entry.reference);
    if (!end || entry.standing === 'never' || (entry.until && entry.until.ms <= end.ms)) return entry;
    return { ...entry, until: end, over: null, status: `${entry.status}, replaced` };
  });
}
