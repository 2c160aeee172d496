/** A column of a regression; `needs`: what must be known to compute it, a bit for each (`sourceBit`). */
export type Column = { readonly values: Float64Array; readonly needs: number };

/** Mean 0, variance 1, at most 4 away: a square of an outlier would rule the fit. */
export function standard(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const square = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  return values.map((x) => Math.min(4, Math.max(-4, (x - mean) * scale)));
}

const distinct = (values: Float64Array): number => new Set(values).size;

/** Rows of numbers, one row a patient, as standard columns that need `needs`; what is the same for all is left out. */
export const readColumns = (rows: readonly (readonly number[])[], needs: number): Column[] =>
  (rows[0] ?? [])
    .map((_, at) => standard(Float64Array.from(rows, (row) => row[at] ?? 0)))
    .filter((values) => distinct(values) > 1)
    .map((values) => ({ values, needs }));

/** Needs what both need. */
const product = (one: Column, other: Column): Column => ({
  values: one.values.map((x, k) => x * (other.values[k] ?? 0)),
  needs: one.needs | other.needs,
});

/** Squares of what is no flag. */
export const squares = (columns: readonly Column[]): Column[] =>
  columns.filter(({ values }) => distinct(values) > 2).map((one) => product(one, one));

/** Products of any two, squares among them. */
export const products = (columns: readonly Column[]): Column[] =>
  columns.flatMap((one, i) => columns.slice(i).map((other) => product(one, other)));

export const cubes = (columns: readonly Column[]): Column[] =>
  columns.map((one) => product(product(one, one), one));
