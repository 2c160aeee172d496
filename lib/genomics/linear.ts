/** Solves A·x = b by elimination with row exchange; `null` where A is singular. A is row by row, size n × n; both are left as they are. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (const [column] of rows.entries()) {
    const pivot = pivotRow(rows, column);
    if (pivot < 0) return null;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    clearBelow(rows, column);
  }
  return substituteBack(rows);
}

const SINGULAR = 1e-12;
const at = (rows: readonly (readonly number[])[], row: number, column: number): number =>
  rows[row]?.[column] ?? 0;

function pivotRow(rows: readonly (readonly number[])[], column: number): number {
  let best = column;
  for (let row = column + 1; row < rows.length; row += 1)
    if (Math.abs(at(rows, row, column)) > Math.abs(at(rows, best, column))) best = row;
  return Math.abs(at(rows, best, column)) < SINGULAR ? -1 : best;
}

function clearBelow(rows: number[][], column: number): void {
  const pivot = rows[column] ?? [];
  for (const row of rows.slice(column + 1)) {
    const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
    for (let k = column; k < row.length; k += 1) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
  }
}

function substituteBack(rows: readonly (readonly number[])[]): number[] {
  const solution = new Array<number>(rows.length).fill(0);
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    let rest = at(rows, row, rows.length);
    for (let k = row + 1; k < rows.length; k += 1) rest -= at(rows, row, k) * (solution[k] ?? 0);
    solution[row] = rest / at(rows, row, row);
  }
  return solution;
}
