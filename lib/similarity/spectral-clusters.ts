// Spectral clustering as scikit-learn does it: von Luxburg U. Stat Comput 2007;17:395–416.
import { kmeans } from 'ml-kmeans';
import { leadingPairs } from './leading-pairs.ts';

/** Starts of k-means, of which the tightest result is taken. */
const STARTS = 10;

/** √ of the sum of each patient's edges to others; 1 for who has none. */
function rootDegrees(affinity: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < count; j += 1) if (j !== i) sum += affinity[i * count + j] ?? 0;
    return sum > 0 ? Math.sqrt(sum) : 1;
  });
}

/**
 * Places of patients in which a network falls apart most easily: eigenvectors of the lowest eigenvalues of its normalised
 * Laplacian, divided by the roots of the degrees (Shi and Malik 2000).
 *
 * @param affinity count × count by rows, symmetric, ≥ 0; the diagonal is not read
 * @returns by patient, `axes` numbers each; the sign of an axis makes its largest entry positive
 */
export function spectralPlaces(affinity: Float64Array, count: number, axes: number): number[][] {
  const roots = rootDegrees(affinity, count);
  // 2 − Laplacian, so that no eigenvalue is negative and the highest are wanted.
  const apply = (vector: Float64Array): Float64Array => {
    const scaled = vector.map((value, k) => value / (roots[k] ?? 1));
    return vector.map((value, i) => {
      let sum = 0;
      const row = i * count;
      for (let j = 0; j < count; j += 1) sum += (affinity[row + j] ?? 0) * (scaled[j] ?? 0);
      return value + (sum - (affinity[row + i] ?? 0) * (scaled[i] ?? 0)) / (roots[i] ?? 1);
    });
  };
  const { vectors } = leadingPairs(apply, count, axes);
  const columns = vectors.map((vector) => signed(vector.map((value, k) => value / (roots[k] ?? 1))));
  return Array.from({ length: count }, (_, i) => columns.map((column) => column[i] ?? 0));
}

/** The same axis with its largest entry positive. */
export function signed(axis: Float64Array): Float64Array {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}

/**
 * Parts of a network, each a number from 0.
 *
 * @param affinity count × count by rows, symmetric, ≥ 0
 * @param clusters at most `count`
 * @returns the cluster of each patient, the same for a seed
 */
export function spectralClusters(
  affinity: Float64Array,
  count: number,
  clusters: number,
  seed = 1,
): Int32Array {
  const wanted = Math.min(clusters, count);
  if (wanted <= 1) return new Int32Array(count);
  const places = spectralPlaces(affinity, count, wanted);
  const results = Array.from({ length: STARTS }, (_, start) => {
    const found = kmeans(places, wanted, { seed: seed * STARTS + start, maxIterations: 300 });
    const spread = found.computeInformation(places).reduce((sum, { error, size }) => sum + error * size, 0);
    return { found, spread };
  });
  const best = results.reduce((tightest, one) => (one.spread < tightest.spread ? one : tightest));
  return Int32Array.from(best.found.clusters);
}
