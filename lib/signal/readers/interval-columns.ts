import { cellsIn, columnOf, readTable, type Table } from './table.ts';
import { timeColumns } from './time-columns.ts';

/** Cells of a file that are intervals between beats, or why there are none. */
type IntervalColumns =
  | {
      readonly cells: readonly string[];
      readonly times: readonly string[] | undefined;
      /** Whether a header names them. */
      readonly named: boolean;
    }
  | { readonly because: string };

/** Polar (`RR-interval [ms]`), Elite HRV, Kubios, Garmin and hand-made files. */
const INTERVAL_COLUMN = /\b(rr|r-r|ibi|nn|interval)/i;

const isIntervalHeader = (row: readonly string[]): boolean => row.some((name) => INTERVAL_COLUMN.test(name));

type Pair = readonly [first: string, second: string];

const rises = (pairs: readonly Pair[]): boolean =>
  pairs.every(([first], i) => i === 0 || Number(first) === Number(pairs[i - 1]?.[0]) + 1);

/** Two numbers a line that may be one with a decimal comma: milliseconds with a tenth, or seconds. */
function decimalComma(rows: Table['rows']): 'one number' | 'unclear' | 'two numbers' {
  const pairs = rows.map((row): Pair => [row[0] ?? '', row[1] ?? '']);
  if (rows.length < 2 || rows.some(({ length }) => length !== 2) || rises(pairs)) return 'two numbers';
  if (pairs.every(([a, b]) => /^\d{3,4}$/.test(a) && /^\d{1,2}$/.test(b))) return 'one number';
  if (pairs.every(([a, b]) => /^[0-3]$/.test(a) && /^\d{1,6}$/.test(b))) return 'one number';
  return pairs.every(([a, b]) => /^\d{3,4}$/.test(a) && /^\d{3}$/.test(b)) ? 'unclear' : 'two numbers';
}

function unnamed(rows: Table['rows']): IntervalColumns {
  const comma = decimalComma(rows);
  if (comma === 'unclear')
    return {
      because: 'Each line is one number with a comma or two numbers, and nothing in the file tells which.',
    };
  if (comma === 'one number')
    return { cells: rows.map((row) => row.join(',')), times: undefined, named: false };
  const single = rows.every((row) => row.length === 1) || rows.length === 1;
  const cells = single ? rows.flat() : rows.map((row) => row.at(-1) ?? '');
  return { cells, times: undefined, named: false };
}

/** A stopwatch in milliseconds, as its name says. */
const inSeconds = (cells: readonly string[], name: string): readonly string[] =>
  /\bms\b|millis/i.test(name) && cells.every((cell) => !/\D/.test(cell.replace(/[.,]\d*$/, '')))
    ? cells.map((cell) => String(Number(cell) / 1000))
    : cells;

/** Finds the intervals of a table by the name of their column, and their times; of a list, all its numbers. */
export function intervalColumns(text: string): IntervalColumns {
  const table = readTable(text, isIntervalHeader);
  const { header } = table;
  if (!header)
    return table.rows.length === 0 ? { because: 'The file holds no interval.' } : unnamed(table.rows);
  const named = columnOf(table, INTERVAL_COLUMN);
  const column = named < 0 && header.length === 1 ? 0 : named;
  if (column < 0) return { because: `No column is named RR, IBI, NN or interval: ${header.join(', ')}.` };
  const others = { ...table, header: header.map((name, place) => (place === column ? '' : name)) };
  const times = timeColumns(others);
  const [name = ''] = [...(times?.places ?? [])].map((place) => header[place] ?? '');
  return { cells: cellsIn(table, column), times: times && inSeconds(times.starts, name), named: true };
}
