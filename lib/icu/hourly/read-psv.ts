// Reads a stay from a file of the PhysioNet/CinC Challenge 2019: a header, then a line an hour, cells with `|` between.
import type { Issue } from '#lib/clinical/issue.ts';
import { unitText } from '#lib/clinical/quantity-text.ts';
import { type Channel, type ChannelId, channels, isPlausible } from './channels.ts';
import { emptyStay, type HourlyStay } from './stay.ts';

export type PsvStay = {
  readonly stay: HourlyStay;
  /** Entry of the stay that each line of the file is. */
  readonly entries: readonly number[];
  /** The challenge's SepsisLabel by line, 0 or 1; `null`: the file has none. */
  readonly labels: Uint8Array | null;
  /** 1: medical, 2: surgical; `null`: not said. For reports alone. */
  readonly unit: 1 | 2 | null;
  readonly issues: readonly Issue[];
};
export type Refusal = { readonly refused: Issue };

export const isRefusal = (outcome: PsvStay | Refusal): outcome is Refusal => 'refused' in outcome;

const FACTS = ['Age', 'Gender', 'Unit1', 'Unit2', 'HospAdmTime', 'ICULOS'] as const;
/** A month and more in one entry is a slip of a clock: no stay in intensive care is that long without a line between. */
const LONGEST_GAP = 24 * 14;
const AGES = [0, 130] as const;

class Malformed extends Error {}

type Row = readonly string[];
type Columns = ReadonlyMap<string, number>;

/** Throws `Malformed`. */
function columnsOf(header: Row): Columns {
  const columns = new Map(header.map((name, place) => [name, place]));
  if (columns.size !== header.length) throw new Malformed('a column stands there twice');
  const missing = [...channels.map(({ column }) => column), ...FACTS].filter((name) => !columns.has(name));
  if (missing.length > 0) throw new Malformed(`missing columns: ${missing.join(', ')}`);
  return columns;
}

/** NaN: not measured. Throws `Malformed` for whatever is no number. */
function numberOf(cell: string | undefined, column: string, line: number): number {
  if (cell === 'NaN') return Number.NaN;
  const value = cell === undefined || cell.trim() === '' ? Number.NaN : Number(cell);
  if (!Number.isFinite(value))
    throw new Malformed(`line ${line}, column ${column}: "${(cell ?? '').slice(0, 20)}" is no number`);
  return value;
}

function rowsOf(lines: readonly string[], width: number): readonly Row[] {
  return lines.map((line, k) => {
    const row = line.split('|');
    if (row.length !== width)
      throw new Malformed(`line ${k + 2} has ${row.length} cells and the header ${width}`);
    return row;
  });
}

type Table = { readonly columns: Columns; readonly rows: readonly Row[] };

const columnOf = ({ columns, rows }: Table, name: string): number[] => {
  const place = columns.get(name) ?? -1;
  return rows.map((row, k) => numberOf(row[place], name, k + 2));
};

/** Entry of each line: hours must rise; an hour without a line is one without measurements. */
function entriesOf(hours: readonly number[]): readonly number[] {
  const [first = 0] = hours;
  hours.forEach((hour, k) => {
    const before = hours[k - 1] ?? hour - 1;
    if (!Number.isInteger(hour) || hour < 0)
      throw new Malformed(`line ${k + 2}, column ICULOS: ${hour} is no count of hours`);
    if (hour <= before || hour - before > LONGEST_GAP)
      throw new Malformed(`line ${k + 2}, column ICULOS: ${hour} does not follow ${before}`);
  });
  return hours.map((hour) => hour - first);
}

/** The first value that is said, if it can be one. */
function factOf(table: Table, name: string, [low, high]: readonly [number, number]): number | null {
  const value = columnOf(table, name).find((one) => !Number.isNaN(one)) ?? Number.NaN;
  return value >= low && value <= high ? value : null;
}

/** Writes what was measured into the stay; gives how many values were impossible. */
function fill(series: Float32Array, values: readonly number[], entries: readonly number[], of: Channel) {
  let impossible = 0;
  values.forEach((value, k) => {
    if (Number.isNaN(value)) return;
    if (isPlausible(of, value)) series[entries[k] ?? 0] = value;
    else impossible += 1;
  });
  return impossible;
}

function labelsOf(table: Table): Uint8Array | null {
  if (!table.columns.has('SepsisLabel')) return null;
  return Uint8Array.from(columnOf(table, 'SepsisLabel'), (label, k) => {
    if (label === 0 || label === 1) return label;
    throw new Malformed(`line ${k + 2}, column SepsisLabel: ${label} is neither 0 nor 1`);
  });
}

const SEXES = ['female', 'male'] as const;

function unitOf(table: Table): 1 | 2 | null {
  if (factOf(table, 'Unit1', [1, 1]) === 1) return 1;
  return factOf(table, 'Unit2', [1, 1]) === 1 ? 2 : null;
}

function readTable(table: Table, file: string): PsvStay {
  const entries = entriesOf(columnOf(table, 'ICULOS'));
  const sex = factOf(table, 'Gender', [0, 1]);
  const admitted = factOf(table, 'HospAdmTime', [-100_000, 100_000]);
  const stay = emptyStay({
    hours: (entries.at(-1) ?? 0) + 1,
    firstHour: columnOf(table, 'ICULOS')[0] ?? 1,
    age: factOf(table, 'Age', AGES),
    sex: sex === null ? null : (SEXES[sex] ?? null),
    // The challenge counts from admission to the unit back to that to the hospital.
    hoursBeforeUnit: admitted === null ? null : 0 - admitted,
  });
  const issues = channels.flatMap((channel): Issue[] => {
    const { id, column, plausible, unit }: Channel<ChannelId> = channel;
    const impossible = fill(stay.series[id], columnOf(table, column), entries, channel);
    const outside = `outside ${plausible[0]} to ${plausible[1]} ${unitText(unit)}`.trimEnd();
    const message = `${column}: ${impossible} ${impossible === 1 ? 'value' : 'values'} ${outside}, not read.`;
    return impossible > 0 ? [{ code: 'implausible', severity: 'warning', message, file }] : [];
  });
  return { stay, entries, labels: labelsOf(table), unit: unitOf(table), issues };
}

/** A refusal says in one sentence what is wrong with the file; impossible values are issues, and left out. */
export function readPsv(text: string, file: string): PsvStay | Refusal {
  const [header = '', ...lines] = text.replace(/\r?\n$/, '').split(/\r?\n/);
  try {
    if (text.trim() === '') throw new Malformed('it is empty');
    const columns = columnsOf(header.split('|'));
    if (lines.length === 0) throw new Malformed('it has a header and no hour');
    return readTable({ columns, rows: rowsOf(lines, columns.size) }, file);
  } catch (cause) {
    if (!(cause instanceof Malformed)) throw cause;
    const message = `${file} is not scored: ${cause.message}.`;
    return { refused: { code: 'structure', severity: 'error', message, file } };
  }
}
