/** A number that grows with the difference between two windows; `current` has a 1 for each patient of the current one. */
export type Statistic = {
  readonly measure: (current: Uint8Array) => number;
  /**
   * What `measure` is multiplied by before it is compared, so that windows with few values and with many are alike: fewer
   * values are no change of their distribution. Absent: 1.
   */
  readonly weight?: (current: Uint8Array) => number;
  /** Brings its permutations near to a normal shape, so that none outweighs the others in the largest; rising. */
  readonly even?: (value: number) => number;
};

/** One statistic against its permutations. */
export type PermutedStatistic = {
  readonly value: number;
  /** Of its own permutations: median and 95th percentile, the band in which a healthy window lies. */
  readonly usual: number;
  readonly band: number;
  /** p value with all statistics of the family together taken into account. */
  readonly p: number;
};

/** Fisher and Yates, in place. */
function shuffle(current: Uint8Array, draw: () => number): void {
  for (let last = current.length - 1; last > 0; last -= 1) {
    const other = Math.floor(draw() * (last + 1));
    const kept = current[last] ?? 0;
    current[last] = current[other] ?? 0;
    current[other] = kept;
  }
}

export type Permuting = {
  readonly permutations: number;
  /** Numbers from 0 to below 1; from a seed, so that a report can be made again. */
  readonly draw: () => number;
  /** Called before each permutation: lets others have their turn. Absent: nobody waits. */
  readonly pace?: () => Promise<void>;
};

/** Row of the observed windows first, then one for each permutation; a column for each statistic. */
async function permutedTable(
  statistics: readonly Statistic[],
  current: Uint8Array,
  { permutations, draw, pace }: Permuting,
): Promise<readonly Float64Array[]> {
  const sides = current.slice();
  const columns = statistics.map(() => new Float64Array(permutations + 1));
  for (let row = 0; row <= permutations; row += 1) {
    await pace?.();
    if (row > 0) shuffle(sides, draw);
    for (const [at, statistic] of statistics.entries()) {
      const column = columns[at];
      if (column) column[row] = statistic.measure(sides) * (statistic.weight?.(sides) ?? 1);
    }
  }
  return columns;
}

/** In standard deviations of the column, observed row and all: every row is treated alike, or the test would not be exact. */
function standardised(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const sd = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
  return column.map((value) => (sd > 0 ? (value - mean) / sd : 0));
}

const atShare = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/**
 * Tests all statistics with one permutation of patients between the windows: the largest of them in each permutation is what
 * each is held against, so that at most `level` of healthy windows have any p value ≤ `level`, however the statistics hang
 * together. Westfall PH, Young SS. Resampling-Based Multiple Testing, 1993 (single-step max T). A patient's values stay together.
 */
export async function permutePatients(
  statistics: readonly Statistic[],
  current: Uint8Array,
  permuting: Permuting,
): Promise<readonly PermutedStatistic[]> {
  const { permutations } = permuting;
  const columns = await permutedTable(statistics, current, permuting);
  const scaled = columns.map((column, at) => {
    const even = statistics[at]?.even;
    return standardised(even ? column.map(even) : column);
  });
  const largest = Float64Array.from({ length: permutations + 1 }, (_, row) =>
    Math.max(...scaled.map((column) => column[row] ?? 0)),
  );
  return columns.map((column, at) => {
    const observed = scaled[at]?.[0] ?? 0;
    const reached = largest.reduce((count, value) => count + (value >= observed - 1e-12 ? 1 : 0), 0);
    const sorted = column.subarray(1).toSorted();
    // Told in the statistic's own size, at as many values as the observed windows have.
    const weight = statistics[at]?.weight?.(current) ?? 1;
    return {
      value: (column[0] ?? Number.NaN) / weight,
      usual: atShare(sorted, 0.5) / weight,
      band: atShare(sorted, 0.95) / weight,
      p: reached / (permutations + 1),
    };
  });
}
