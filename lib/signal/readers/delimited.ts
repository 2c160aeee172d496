/** Cells of a delimited text, row by row. */
type Rows = readonly (readonly string[])[];

const SEPARATORS = [';', '\t', ',', '|'] as const;
/** Excel's first line that names the separator, and nothing else. */
const DECLARED = /^\uFEFF?"?sep=(.)"?[ \t]*(?:\r\n|\n|\r|$)/i;
/** Lines that are looked at to tell the separator. */
const PROBED = 200;
/** A quoted cell with more line ends than that was never closed. */
const LONGEST_CELL_LINES = 20;

type Cell = { readonly text: string; readonly next: number };

/** From the start of a cell to its opening quote, if it has one. */
const OPENING = /[^\S\t]*"/y;

/** Place of the quote that closes a cell; a doubled quote is one of its characters (RFC 4180, section 2). −1: none does. */
function closingQuote(line: string, from: number): number {
  let close = line.indexOf('"', from);
  while (close >= 0 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
  return close;
}

/** The cell that begins at `from`; `undefined`: it begins with a quote that the line does not close. */
function cellAt(line: string, from: number, separator: string): Cell | undefined {
  OPENING.lastIndex = from;
  const quoted = OPENING.test(line);
  const opened = OPENING.lastIndex;
  const close = quoted ? closingQuote(line, opened) : -1;
  if (quoted && close < 0) return undefined;
  const end = line.indexOf(separator, close < 0 ? from : close + 1);
  const next = end < 0 ? line.length : end;
  const whole = close >= 0 && line.slice(close + 1, next).trim() === '';
  const text = whole ? line.slice(opened, close).replaceAll('""', '"') : line.slice(from, next);
  return { text: text.trim(), next };
}

function cellsOf(line: string, separator: string): string[] | undefined {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const cell = cellAt(line, at, separator);
    if (!cell) return undefined;
    cells.push(cell.text);
    at = cell.next + 1;
  }
  return cells;
}

/** The cells of the line at a place, and how many lines they take: a quoted cell may hold line ends. */
function rowAt(
  lines: readonly string[],
  place: number,
  separator: string,
): { cells: string[]; lines: number } {
  let line = lines[place] ?? '';
  for (let more = 1; more <= LONGEST_CELL_LINES; more += 1) {
    const cells = cellsOf(line, separator);
    if (cells) return { cells, lines: more };
    const next = lines[place + more];
    if (next === undefined) break;
    line += `\n${next}`;
  }
  return { cells: (lines[place] ?? '').split(separator).map((cell) => cell.trim()), lines: 1 };
}

const outsideQuotes = (line: string): string => line.replace(/"(?:[^"]|"")*"/g, '');

/** The share of lines that have the usual number of a separator. */
function regularity(lines: readonly string[], separator: string): number {
  const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
  const tally = Map.groupBy(counts, (count) => count);
  return Math.max(0, ...Array.from(tally.values(), (alike) => alike.length)) / Math.max(1, lines.length);
}

/** The separator that divides most lines alike; of two, the one that a decimal comma cannot be. */
function separatorOf(lines: readonly string[]): string {
  const probed = lines.slice(0, PROBED).map(outsideQuotes);
  let [best, most] = [' ', 0];
  for (const separator of SEPARATORS) {
    const share = regularity(probed, separator);
    if (share > most + 1e-9) [best, most] = [separator, share];
  }
  return best;
}

/**
 * Splits a text into rows of cells. Semicolons, tabs, commas, bars or spaces separate, whichever divides the lines alike,
 * unless a first line `sep=;` says so. Empty lines and lines that begin with `#` are no rows.
 */
export function splitRows(text: string): Rows {
  const declared = DECLARED.exec(text);
  const lines = text
    .slice(declared?.[0].length ?? 0)
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const separator = declared?.[1] ?? separatorOf(lines);
  if (separator === ' ') return lines.map((line) => line.trim().split(/\s+/));
  const rows: string[][] = [];
  for (let place = 0; place < lines.length; ) {
    const row = rowAt(lines, place, separator);
    rows.push(row.cells);
    place += row.lines;
  }
  return rows;
}
