import { squaredDistance } from './distance.ts';

/** Of so many members at most local scales are measured on. */
export const REFERENCE_SAMPLE = 1000;

/** Where nobody else has the view, there is nothing to take a scale from: one robust spread of its inputs. */
const ALONE = 1;

/** Prepared places of a view, and those of them that scales are measured on. */
export type Reference = {
  readonly places: Float32Array;
  readonly axes: number;
  /** Rows of the reference sample. */
  readonly sample: Uint32Array;
};

/**
 * σ of a place: the mean distance to the nearest share of the reference sample.
 *
 * @param own whether a row of the sample is the same person's, whom distances to herself say nothing of
 * @param neighbourhood 0 … 1; rounded up to whole members, one at least
 */
export function localScale(
  { places, axes, sample }: Reference,
  of: { readonly places: Float32Array; readonly row: number },
  own: (row: number) => boolean,
  neighbourhood: number,
): number {
  const distances = new Float64Array(sample.length);
  let others = 0;
  for (const row of sample) {
    if (own(row)) continue;
    distances[others] = Math.sqrt(squaredDistance(of.places, of.row, places, row, axes));
    others += 1;
  }
  if (others === 0) return ALONE;
  const nearest = distances.subarray(0, others).toSorted();
  const count = Math.max(1, Math.ceil(neighbourhood * others - 1e-9));
  let sum = 0;
  for (let k = 0; k < count; k += 1) sum += nearest[k] ?? 0;
  return sum / count;
}
