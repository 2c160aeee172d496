import { splitRows } from './delimited.ts';

/** A delimited text file. */
export type Table = {
  /** Names of the columns; `undefined`: no row is without a number. */
  readonly header: readonly string[] | undefined;
  /** Rows below the header, without a row of units and without headers that stand there again. */
  readonly rows: readonly (readonly string[])[];
  /** What stands above the header. */
  readonly preamble: readonly (readonly string[])[];
};

/** Above its header a file has no more lines than that. */
const LONGEST_PREAMBLE = 100;
/** Rows that are looked at to tell how many cells the table has. */
const PROBED = 200;

const isValue = (cell: string): boolean => /^[-+]?[.,]?\d/.test(cell);
const isNamed = (row: readonly string[]): boolean =>
  row.some((cell) => cell !== '') && !row.some((cell) => isValue(cell));

/** How many cells most rows have. */
function usualWidth(rows: readonly (readonly string[])[]): number {
  const tally = Map.groupBy(rows.slice(0, PROBED), ({ length }) => length);
  let [width, most] = [0, 0];
  for (const [length, alike] of tally) if (alike.length > most) [width, most] = [length, alike.length];
  return width;
}

const UNIT =
  /^[([]?(|-|%|‰|m?s|sec(onds)?|min|h|ms|bpm|beats?\/min|[1/]*\/?min|steps?|count|m?V|µV|°?C|k?m|kcal|g|hh:mm(:ss)?|[dmy./-]{6,10}( hh:mm(:ss)?)?)[)\]]?$/i;

/** Whether a row without numbers is one of units below the names. */
const isUnits = (row: readonly string[]): boolean => row.every((cell) => UNIT.test(cell.trim()));

/** The row above the first one of numbers that is as wide as the table; above a row of units, the names. */
function headerAbove(rows: readonly (readonly string[])[]): number {
  const width = usualWidth(rows);
  const fits = (row: readonly string[]) => Math.abs(row.length - width) <= 1;
  const first = rows.findIndex((row) => fits(row) && row.some(isValue));
  const above = rows[first - 1];
  if (first > LONGEST_PREAMBLE || !above || !fits(above) || !isNamed(above)) return -1;
  const higher = rows[first - 2];
  return higher && fits(higher) && isNamed(higher) && isUnits(above) ? first - 2 : first - 1;
}

function headerOf(
  rows: readonly (readonly string[])[],
  isHeader: (row: readonly string[]) => boolean,
): number {
  const known = rows.slice(0, LONGEST_PREAMBLE).findIndex((row) => isNamed(row) && isHeader(row));
  return known >= 0 ? known : headerAbove(rows);
}

/**
 * Reads a delimited text: its header is the first row that the caller knows by its names, else the one above the numbers.
 *
 * @param isHeader whether the names are those of the table looked for
 */
export function readTable(text: string, isHeader: (row: readonly string[]) => boolean = () => false): Table {
  const rows = splitRows(text);
  const place = headerOf(rows, isHeader);
  const header = rows[place];
  if (!header) return { header: undefined, rows, preamble: [] };
  const again = header.join('\n');
  const below = rows.slice(place + 1).filter((row) => row.join('\n') !== again);
  const [first] = below;
  const units = first && isNamed(first) && isUnits(first);
  return { header, rows: units ? below.slice(1) : below, preamble: rows.slice(0, place) };
}

/** Place of the first column whose name matches; −1 when there is none. */
export const columnOf = ({ header }: Pick<Table, 'header'>, name: RegExp): number =>
  header?.findIndex((cell) => name.test(cell)) ?? -1;

/** Cells of one column, `''` where a row is shorter. */
export const cellsIn = ({ rows }: Table, column: number): string[] => rows.map((row) => row[column] ?? '');
