/** Rows of a sparse matrix: row i holds `columns` and `weights` from `starts[i]` to below `starts[i + 1]`. */
export type SparseRows = {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly weights: Float64Array;
};

/** The least value that is among the `kept` highest of a row. */
function leastKept(row: Float64Array, kept: number): number {
  const sorted = row.toSorted();
  return sorted[Math.max(sorted.length - kept, 0)] ?? 0;
}

/**
 * The `kept` strongest edges of each member, which sum to 1; more where several are equally strong.
 *
 * @param values count × count by rows
 * @param members indices of those who have rows and columns, ascending
 */
export function strongestEdges(
  values: Float64Array,
  count: number,
  members: Int32Array,
  kept: number,
): SparseRows {
  const starts = new Int32Array(count + 1);
  const columns: number[] = [];
  const weights: number[] = [];
  const known = new Uint8Array(count);
  for (const i of members) known[i] = 1;
  for (let i = 0; i < count; i += 1) {
    if (known[i] === 1) {
      const row = Float64Array.from(members, (j) => values[i * count + j] ?? 0);
      const least = leastKept(row, kept);
      const chosen = [...row.keys()].filter((k) => (row[k] ?? 0) >= least && (row[k] ?? 0) > 0);
      const total = chosen.reduce((sum, k) => sum + (row[k] ?? 0), 0);
      for (const k of chosen) {
        columns.push(members[k] ?? 0);
        weights.push((row[k] ?? 0) / total);
      }
    }
    starts[i + 1] = columns.length;
  }
  return { starts, columns: Int32Array.from(columns), weights: Float64Array.from(weights) };
}
