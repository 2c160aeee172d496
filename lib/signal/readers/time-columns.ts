import { cellsIn, type Table } from './table.ts';
import { readTimeCell } from './time-cell.ts';

/** Where a table writes when its readings were taken. */
export type TimeColumns = {
  /** One text for each row: date and time together, from one column or from two. */
  readonly starts: readonly string[];
  /** When what was counted ended. */
  readonly ends: readonly string[] | undefined;
  /** Columns that hold times and no readings. */
  readonly places: ReadonlySet<number>;
};

/** In the languages of the devices' apps. */
const TIME =
  /time|date|stamp|clock|second|zeit|datum|uhr|fecha|hora|heure|tijd|^data\b|^ora\b|\bstart|begin/i;
const END = /\bend|ende\b|stop|\bto$|\bfin\b/i;
/** Of when a row was written down, for how long it was counted, or where. */
const OTHER = /creat|updat|modif|upload|sync|zone|offset|duration|elapsed|dauer/i;
const PROBED = 50;

export const isTimeName = (name: string): boolean => TIME.test(name) && !OTHER.test(name);

type Kind = 'whole' | 'date' | 'clock' | 'number' | 'none';

function kindOfCell(text: string): Kind {
  const cell = readTimeCell(text);
  if (!cell) return 'none';
  if (cell.kind === 'stopwatch') return 'number';
  if (cell.kind === 'epoch') return 'whole';
  if (cell.date === undefined) return 'clock';
  return cell.time === undefined ? 'date' : 'whole';
}

/** What most of a column's cells are. */
function kindOfColumn(cells: readonly string[]): Kind {
  const tally = Map.groupBy(cells.filter(Boolean).slice(0, PROBED), kindOfCell);
  const [most] = [...tally].toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? 'none';
}

/**
 * Finds the columns of times by their names and by what stands in them; a date and a time of day in two columns belong
 * together. `undefined`: there is none.
 */
export function timeColumns(table: Table): TimeColumns | undefined {
  const named = (table.header ?? []).flatMap((name, place) => (isTimeName(name) ? { name, place } : []));
  const columns = named.map(({ name, place }) => {
    const cells = cellsIn(table, place);
    return { place, cells, kind: kindOfColumn(cells), end: END.test(name) };
  });
  const of = (kind: Kind, end = false) => columns.find((one) => one.kind === kind && one.end === end);
  const places = new Set(named.map(({ place }) => place));
  const [date, clock] = [of('date'), of('clock')];
  const whole = of('whole');
  if (whole) return { starts: whole.cells, ends: of('whole', true)?.cells, places };
  if (date && clock)
    return { starts: date.cells.map((day, i) => `${day} ${clock.cells[i]}`), ends: undefined, places };
  const one = date ?? clock ?? of('number');
  return one && { starts: one.cells, ends: undefined, places };
}
