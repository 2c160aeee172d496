/** A delimited text file: its cells row by row; `header` is the first row when no cell of it begins with a digit. */
export type Table = {
  readonly header: readonly string[] | undefined;
  readonly rows: readonly (readonly string[])[];
};

const SEPARATORS = [';', '\t', ','] as const;
const QUOTED = /^"((?:[^"]|"")*)"$/;

const unquote = (cell: string): string => {
  const text = cell.trim();
  return QUOTED.exec(text)?.[1]?.replaceAll('""', '"') ?? text;
};

/** A comma inside quotes separates nothing. */
function split(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let [start, quoted] = [0, false];
  for (let i = 0; i <= line.length; i += 1) {
    if (line[i] === '"') quoted = !quoted;
    if (i < line.length && (quoted || line[i] !== separator)) continue;
    cells.push(unquote(line.slice(start, i)));
    start = i + 1;
  }
  return cells;
}

const separatorOf = (line: string): string => SEPARATORS.find((one) => line.includes(one)) ?? ' ';

/** A number as text, with a point or a decimal comma; `NaN` for anything else, the empty cell too. */
export function numberOf(cell: string | undefined): number {
  const text = cell?.trim() ?? '';
  if (!/^[-+]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?$/.test(text)) return Number.NaN;
  return Number(text.replace(',', '.'));
}

/** Reads a file with commas, semicolons, tabs or spaces between its cells. Lines that begin with `#` are comments. */
export function readTable(text: string): Table {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [first] = lines;
  if (first === undefined) return { header: undefined, rows: [] };
  const separator = separatorOf(first);
  const rows = lines.map((line) => (separator === ' ' ? line.trim().split(/\s+/) : split(line, separator)));
  const named = rows[0]?.every((cell) => !/^[-+]?[.,]?\d/.test(cell));
  return named ? { header: rows[0], rows: rows.slice(1) } : { header: undefined, rows };
}

/** Place of the first column whose name matches; −1 when there is none. */
export const columnOf = ({ header }: Table, name: RegExp): number =>
  header?.findIndex((cell) => name.test(cell)) ?? -1;
