/** Sums over some patients: `gram` of the columns with one another, `cross` with the target, `square` of the target. */
type Moments = {
  readonly gram: readonly Float64Array[];
  readonly cross: Float64Array;
  readonly square: number;
};

type Design = {
  readonly rows: number;
  readonly width: number;
  /** One patient after another. */
  readonly values: Float64Array;
};

const FOLDS = 5;
/** Ridge parameters tried, as shares of the number of patients; columns have variance 1. */
const PENALTIES = [1e-5, 3e-3, 3e-2, 0.2] as const;

/** Σ aᵢ·bᵢ over the first `length`. */
function dot(a: Float64Array, b: Float64Array, length = a.length): number {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** a += factor·b over the first `length`. */
function accumulate(a: Float64Array, b: Float64Array, factor = 1, length = a.length): void {
  for (let i = 0; i < length; i += 1) a[i] = (a[i] ?? 0) + factor * (b[i] ?? 0);
}

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum / values.length;
};

/** Columns at mean 0 and variance 1; a constant one is 0. The target is not looked at. */
function standardise(columns: readonly ArrayLike<number>[], rows: number): Design {
  const width = columns.length;
  const values = new Float64Array(rows * width);
  for (const [j, column] of columns.entries()) {
    const mean = meanOf(column);
    let square = 0;
    for (let i = 0; i < rows; i += 1) square += ((column[i] ?? 0) - mean) * ((column[i] ?? 0) - mean);
    const scale = square > 1e-9 ? Math.sqrt(rows / square) : 0;
    for (let i = 0; i < rows; i += 1) values[i * width + j] = ((column[i] ?? 0) - mean) * scale;
  }
  return { rows, width, values };
}

const rowOf = ({ width, values }: Design, i: number) => values.subarray(i * width, (i + 1) * width);

/** Of the patients of one fold: every `FOLDS`-th, from `fold` on. */
function momentsOf(design: Design, target: Float64Array, fold: number): Moments {
  const gram = Array.from({ length: design.width }, () => new Float64Array(design.width));
  const cross = new Float64Array(design.width);
  let square = 0;
  for (let i = fold; i < design.rows; i += FOLDS) {
    const row = rowOf(design, i);
    const y = target[i] ?? 0;
    square += y * y;
    accumulate(cross, row, y);
    for (const [a, sums] of gram.entries()) accumulate(sums, row, row[a], a + 1);
  }
  for (const [a, sums] of gram.entries()) for (let b = 0; b < a; b += 1) gram[b]?.set([sums[b] ?? 0], a);
  return { gram, cross, square };
}

function addUp([first, ...rest]: readonly Moments[]): Moments {
  const gram = (first?.gram ?? []).map((sums) => sums.slice());
  const cross = first?.cross.slice() ?? new Float64Array();
  for (const part of rest) {
    accumulate(cross, part.cross);
    for (const [a, sums] of part.gram.entries()) accumulate(gram[a] ?? cross, sums);
  }
  return { gram, cross, square: rest.reduce((sum, { square }) => sum + square, first?.square ?? 0) };
}

/** Rows of the lower triangle L of L·Lᵀ = gram + `ridge` on the diagonal. */
function cholesky(gram: readonly Float64Array[], ridge: number): Float64Array[] {
  const lower: Float64Array[] = [];
  for (const [a, sums] of gram.entries()) {
    const row = new Float64Array(gram.length);
    for (const [b, other] of lower.entries())
      row[b] = ((sums[b] ?? 0) - dot(row, other, b)) / (other[b] ?? 1);
    row[a] = Math.sqrt(Math.max((sums[a] ?? 0) + ridge - dot(row, row, a), 1e-9));
    lower.push(row);
  }
  return lower;
}

/** Ridge coefficients: forward, then backward substitution. */
function solve({ gram, cross }: Moments, ridge: number): Float64Array {
  const lower = cholesky(gram, ridge);
  const solution = cross.slice();
  for (const [a, row] of lower.entries())
    solution[a] = ((solution[a] ?? 0) - dot(row, solution, a)) / (row[a] ?? 1);
  for (const [a, row] of [...lower.entries()].reverse()) {
    solution[a] = (solution[a] ?? 0) / (row[a] ?? 1);
    accumulate(solution, row, -(solution[a] ?? 0), a);
  }
  return solution;
}

/** Squared error of a solution on patients of whom only the moments are at hand. */
const squaredError = ({ gram, cross, square }: Moments, solution: Float64Array): number =>
  gram.reduce(
    (error, sums, a) => error + (solution[a] ?? 0) * (dot(sums, solution) - 2 * (cross[a] ?? 0)),
    square,
  );

/** Moments of some of the columns alone. */
const among = ({ gram, cross, square }: Moments, chosen: readonly number[]): Moments => ({
  gram: chosen.map((a) => Float64Array.from(chosen, (b) => gram[a]?.[b] ?? 0)),
  cross: Float64Array.from(chosen, (a) => cross[a] ?? 0),
  square,
});

type Fit = { readonly solutions: readonly Float64Array[]; readonly errors: readonly number[] };

/** Solutions and errors by penalty: each fold predicted from the others. */
function fitFolds(folds: readonly Moments[], rows: number): Fit[] {
  return folds.map((held) => {
    const rest = addUp(folds.filter((one) => one !== held));
    const solutions = PENALTIES.map((penalty) => solve(rest, penalty * rows));
    return { solutions, errors: solutions.map((solution) => squaredError(held, solution)) };
  });
}

/** The solution of a fold with the penalty that was best in the other folds. */
function bestOf(fits: readonly Fit[], fold: number): Float64Array {
  const sums = PENALTIES.map((_, k) =>
    fits.reduce((sum, { errors }, other) => (other === fold ? sum : sum + (errors[k] ?? 0)), 0),
  );
  return fits[fold]?.solutions[sums.indexOf(Math.min(...sums))] ?? new Float64Array();
}

/**
 * Predicts `target` from some of `columns` (all unless told which, by index) by ridge regression, each fifth of the
 * patients from the other four, the penalty by the errors elsewhere: no patient's own target is in the coefficients. What
 * all choices of columns share is computed once.
 * Hoerl AE, Kennard RW, Technometrics 1970;12:55–67; Stone M, J R Stat Soc B 1974;36:111–147.
 */
export function openRidge(
  columns: readonly ArrayLike<number>[],
  target: ArrayLike<number>,
): (chosen?: readonly number[]) => Float64Array {
  const rows = target.length;
  const design = standardise(columns, rows);
  const mean = meanOf(target);
  const centred = Float64Array.from({ length: rows }, (_, i) => (target[i] ?? 0) - mean);
  const folds = Array.from({ length: FOLDS }, (_, fold) => momentsOf(design, centred, fold));
  return (chosen = columns.map((_, k) => k)) => {
    const fits = fitFolds(
      folds.map((fold) => among(fold, chosen)),
      (rows * (FOLDS - 1)) / FOLDS,
    );
    const solutions = fits.map((_, fold) => bestOf(fits, fold));
    return Float64Array.from({ length: rows }, (_, i) => {
      const row = rowOf(design, i);
      const solution = solutions[i % FOLDS] ?? centred;
      return chosen.reduce((sum, column, k) => sum + (row[column] ?? 0) * (solution[k] ?? 0), mean);
    });
  };
}
