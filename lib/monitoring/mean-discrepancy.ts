/** Kernel of all pairs of patients, patients × patients. */
export type Kernel = { readonly patients: number; readonly values: Float64Array };

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis += 1) sum += ((a[axis] ?? 0) - (b[axis] ?? 0)) ** 2;
  return sum;
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Gaussian kernel with the median distance between patients as its width (Gretton 2012, section 8). All patients of both windows count. */
export function gaussianKernel(embeddings: readonly Float64Array[]): Kernel {
  const patients = embeddings.length;
  const distances = new Float64Array(patients * patients);
  const pairs: number[] = [];
  for (const [row, a] of embeddings.entries())
    for (let column = 0; column < row; column += 1) {
      const distance = squaredDistance(a, embeddings[column] ?? a);
      distances[row * patients + column] = distance;
      distances[column * patients + row] = distance;
      pairs.push(distance);
    }
  const width = 2 * (median(Float64Array.from(pairs)) || 1);
  return { patients, values: distances.map((distance) => Math.exp(-distance / width)) };
}

/**
 * Unbiased squared maximum mean discrepancy of the two windows; about 0 when they are alike, also below it.
 * Gretton A et al., J Mach Learn Res 2012;13:723–773, eq. 3.
 *
 * @param current 1 for each patient of the current window, else 0
 */
export function meanDiscrepancy({ patients, values }: Kernel, current: Uint8Array): number {
  const sums = [0, 0, 0];
  const now = current.reduce((sum, side) => sum + side, 0);
  const before = patients - now;
  for (let row = 0; row < patients; row += 1)
    for (let column = 0; column < row; column += 1) {
      const side = (current[row] ?? 0) + (current[column] ?? 0);
      sums[side] = (sums[side] ?? 0) + (values[row * patients + column] ?? 0);
    }
  const [reference = 0, cross = 0, present = 0] = sums;
  if (now < 2 || before < 2) return 0;
  return (
    (2 * reference) / (before * (before - 1)) +
    (2 * present) / (now * (now - 1)) -
    (2 * cross) / (now * before)
  );
}
