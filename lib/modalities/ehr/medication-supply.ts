import { DAY_MS } from '#lib/clinical/moment.ts';
import { asNumber, element } from '#lib/fhir/elements.ts';
import { durationMs } from './dosage-bounds.ts';
import { spanOfDate } from './imprecise-date.ts';

/** Use is over somewhere between two times (ms since epoch): before the first it goes on, after the second it does not. */
export type Over = { readonly earliest: number; readonly latest: number };

/** Use goes on over gaps up to this long between two fills: the permissible gap of Cramer et al. 2008 (doi:10.1111/j.1524-4733.2007.00213.x), as long as OMOP's drug eras have it. */
const GAP_MS = 30 * DAY_MS;
/** Where no length is stated: the usual shortest and longest fill (a month, a quarter). */
const SHORTEST_FILL_MS = 30 * DAY_MS;
const LONGEST_FILL_MS = 90 * DAY_MS;
/** A prescription loses its validity after a year at the latest, and a repeat is written anew. */
export const PRESCRIPTION_MS = 365 * DAY_MS;
/** Every drug of the contract is given at least daily; twice that for a dose that was late or left out. */
const DOSE_MS = 2 * DAY_MS;

const at = (ms: number): Over => ({ earliest: ms, latest: ms });

/**
 * When what an order lets be dispensed is used up (FHIR R4 MedicationRequest.dispenseRequest): every fill that it
 * allows, the last of them begun before it lost its validity. `null`: it tells nothing of this.
 *
 * @param start ms since epoch
 */
export function endOfOrderedSupply(order: unknown, start: number): Over | null {
  const request = element(order, 'dispenseRequest');
  const fill = durationMs(element(request, 'expectedSupplyDuration'), 'd');
  const valid = spanOfDate(element(element(request, 'validityPeriod'), 'end'))?.last.ms;
  if (fill === undefined) {
    return valid === undefined ? null : { earliest: valid, latest: valid + LONGEST_FILL_MS + GAP_MS };
  }
  const repeats = Math.max(0, asNumber(element(request, 'numberOfRepeatsAllowed')) ?? 0);
  const dispensed = start + fill * (1 + repeats);
  return at(Math.min(dispensed, valid === undefined ? dispensed : valid + fill) + GAP_MS);
}

/** When a handed-over supply is used up (FHIR R4 MedicationDispense.daysSupply). */
export function endOfDispense(dispense: unknown, start: number): Over {
  const fill = durationMs(element(dispense, 'daysSupply'), 'd');
  if (fill !== undefined) return at(start + fill + GAP_MS);
  return { earliest: start + SHORTEST_FILL_MS + GAP_MS, latest: start + LONGEST_FILL_MS + GAP_MS };
}

/** When an order without stated length is over that was carried out to the end: after its one fill, or its last within a year. */
export const endOfCompleted = (start: number): Over => ({
  earliest: start + SHORTEST_FILL_MS + GAP_MS,
  latest: start + PRESCRIPTION_MS,
});

/** When a single dose, or the last of an infusion, no longer means that the drug is being given. */
export const endOfDose = (end: number): Over => at(end + DOSE_MS);
