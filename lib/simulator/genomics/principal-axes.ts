/** Directions of greatest spread between rows. `scores[d][k]`: place of row k on axis d; `loadings[d][s]`: weight of column s. */
type PrincipalAxes = {
  readonly scores: readonly Float64Array[];
  readonly loadings: readonly Float64Array[];
};

const STEPS = 300;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
};

/** Leading eigenvector of a symmetric matrix, of length 1, by power iteration from a fixed start. */
function leadingVector(matrix: readonly Float64Array[], start: number): Float64Array {
  let vector = Float64Array.from(matrix, (_, k) => ((k * 7 + start) % 11) - 5);
  for (let step = 0; step < STEPS; step += 1) {
    const next = Float64Array.from(matrix, (row) => dot(row, vector));
    const length = Math.sqrt(dot(next, next));
    vector = next.map((x) => x / length);
  }
  return vector;
}

/** Takes what `vector` explains out of the matrix. */
function deflate(matrix: readonly Float64Array[], vector: Float64Array, value: number): void {
  for (const [i, row] of matrix.entries()) {
    const share = value * (vector[i] ?? 0);
    for (let k = 0; k < row.length; k += 1) row[k] = (row[k] ?? 0) - share * (vector[k] ?? 0);
  }
}

/** Σ weight · row over the rows. */
function combine(rows: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(rows[0]?.length ?? 0);
  for (const [k, row] of rows.entries()) {
    const weight = weights[k] ?? 0;
    for (let s = 0; s < sum.length; s += 1) sum[s] = (sum[s] ?? 0) + weight * (row[s] ?? 0);
  }
  return sum;
}

/** Principal components of `rows` (columns of mean 0), through the matrix of products between rows. */
export function principalAxes(rows: readonly Float64Array[], count: number): PrincipalAxes {
  const products = rows.map((a) => Float64Array.from(rows, (b) => dot(a, b)));
  const scores: Float64Array[] = [];
  const loadings: Float64Array[] = [];
  for (let n = 0; n < count; n += 1) {
    const vector = leadingVector(products, n);
    const value = dot(combine(products, vector), vector);
    const size = Math.sqrt(value);
    deflate(products, vector, value);
    scores.push(vector.map((x) => x * size));
    loadings.push(
      combine(
        rows,
        vector.map((x) => x / size),
      ),
    );
  }
  return { scores, loadings };
}
