import { type ModalityId, modalityIds } from '../member.ts';
import type { Quantities } from './known-truth.ts';

/** Quantities of the EHR are many: their products among themselves are left out above this number of columns. */
const MOST_PRODUCTS = 12;

const column = (patients: readonly Quantities[], modality: ModalityId, at: number): Float64Array =>
  Float64Array.from(patients, (patient) => patient[modality][at] ?? 0);

/** Mean 0, variance 1, at most 4 away: a square of an outlier would rule the fit. */
function standard(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const square = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  return values.map((x) => Math.min(4, Math.max(-4, (x - mean) * scale)));
}

const product = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, k) => x * (b[k] ?? 0));

const distinct = (values: Float64Array): number => new Set(values).size;

/**
 * Columns for a regression on the quantities of `chosen` modalities: each with its square, products of any two while they are
 * few or come from different modalities other than the EHR, and cubes of those other than the EHR. What is the same for all
 * is left out, and so is the square of a flag.
 */
export function designColumns(
  patients: readonly Quantities[],
  chosen: readonly ModalityId[],
): Float64Array[] {
  const read = (modality: ModalityId) =>
    (patients[0]?.[modality] ?? [])
      .map((_, at) => standard(column(patients, modality, at)))
      .filter((values) => distinct(values) > 1);
  const ehr = chosen.includes('ehr') ? read('ehr') : [];
  const rest = modalityIds
    .filter((modality) => modality !== 'ehr' && chosen.includes(modality))
    .flatMap(read);
  const few = ehr.length <= MOST_PRODUCTS;
  const crossed = few ? [...ehr, ...rest] : rest;
  const products = crossed.flatMap((one, i) => crossed.slice(i).map((other) => product(one, other)));
  const squares = few ? [] : ehr.filter((one) => distinct(one) > 2).map((one) => product(one, one));
  const cubes = rest.map((one) => product(product(one, one), one));
  return [...ehr, ...rest, ...products, ...squares, ...cubes];
}
