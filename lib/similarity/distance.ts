import type { SpaceView } from './space.ts';

/**
 * Places as distances are measured on: of a cosine view each is brought to length 1, since then |a − b|² = 2 − 2·cos(a, b);
 * a place of no length stays as it is. In place, `axes` numbers a row.
 */
export function prepareRows(distance: SpaceView['distance'], rows: Float32Array, axes: number): void {
  if (distance === 'euclidean') return;
  for (let start = 0; start < rows.length; start += axes) {
    let sum = 0;
    for (let k = start; k < start + axes; k += 1) sum += (rows[k] ?? 0) ** 2;
    if (sum === 0) continue;
    const length = Math.sqrt(sum);
    for (let k = start; k < start + axes; k += 1) rows[k] = (rows[k] ?? 0) / length;
  }
}

/** Squared Euclidean distance of two rows of prepared places; exactly 0 of equal rows. */
export function squaredDistance(
  a: Float32Array,
  rowOfA: number,
  b: Float32Array,
  rowOfB: number,
  axes: number,
): number {
  const [startA, startB] = [rowOfA * axes, rowOfB * axes];
  let sum = 0;
  for (let k = 0; k < axes; k += 1) {
    const difference = (a[startA + k] ?? 0) - (b[startB + k] ?? 0);
    sum += difference * difference;
  }
  return sum;
}
