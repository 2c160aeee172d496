/** The lower triangle L of a symmetric matrix A = L·Lᵀ, row by row; `null`: it is not positive definite. */
export function factorise(matrix: readonly (readonly number[])[]): Float64Array[] | null {
  const lower: Float64Array[] = [];
  for (const [i, row] of matrix.entries()) {
    const own = new Float64Array(i + 1);
    for (let j = 0; j < i; j += 1) {
      const other = lower[j] ?? own;
      own[j] = ((row[j] ?? 0) - dotUpTo(own, other, j)) / (other[j] ?? 1);
    }
    const pivot = (row[i] ?? 0) - dotUpTo(own, own, i);
    if (!(pivot > 0)) return null;
    own[i] = Math.sqrt(pivot);
    lower.push(own);
  }
  return lower;
}

function dotUpTo(a: Float64Array, b: Float64Array, end: number): number {
  let sum = 0;
  for (let k = 0; k < end; k += 1) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}

/** Solves A·x = b by the triangle that `factorise` found of A. */
export function solveBy(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (const [i, row] of lower.entries()) x[i] = ((x[i] ?? 0) - dotUpTo(row, x, i)) / (row[i] ?? 1);
  for (let i = lower.length - 1; i >= 0; i -= 1) {
    let rest = x[i] ?? 0;
    for (let k = i + 1; k < lower.length; k += 1) rest -= (lower[k]?.[i] ?? 0) * (x[k] ?? 0);
    x[i] = rest / (lower[i]?.[i] ?? 1);
  }
  return x;
}
