import type { Issue } from '#lib/clinical/issue.ts';
import { type DecimalMark, type NumberCell, numberCell, numberWith } from './number-cell.ts';

/** What a column measures, to tell which reading of its cells is possible. */
export type ColumnKind = {
  /** As a sentence calls it. */
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** A count: never a fraction. */
  readonly whole?: true;
};

type ColumnNumbers = {
  /** `NaN` where a cell is no number, and everywhere when the column cannot be read. */
  readonly values: Float64Array;
  readonly issues: readonly Issue[];
};

const MARKS: readonly DecimalMark[] = ['.', ','];
const NAMES: Readonly<Record<DecimalMark, string>> = { '.': 'point', ',': 'comma' };
/** Cells that are out of range in any reading must not decide. */
const MOST = 0.95;

const isOpen = ({ marks, marked }: NumberCell): boolean => marked && marks.length > 1;

/** The marks that some cell can only be read with. */
const certain = (cells: readonly (NumberCell | undefined)[]): Set<DecimalMark> =>
  new Set(cells.flatMap((cell) => (cell?.marked && cell.marks.length === 1 ? cell.marks : [])));

/** The decimal mark that numbers of a file prove, in whatever column; `undefined`: none does, or two do. */
export function provenMark(columns: readonly (readonly string[])[]): DecimalMark | undefined {
  const marks = new Set(columns.flatMap((cells) => [...certain(cells.map(numberCell))]));
  const [mark] = marks;
  return marks.size === 1 ? mark : undefined;
}

function possible(open: readonly NumberCell[], mark: DecimalMark, { low, high, whole }: ColumnKind): boolean {
  const fits = (value: number) => value >= low && value <= high && (!whole || Number.isInteger(value));
  return open.filter((cell) => fits(numberWith(cell, mark))).length >= MOST * open.length;
}

/** A count of four digits without a mark beside one with it: the file does not part thousands. */
const isUngrouped = (cells: readonly (NumberCell | undefined)[]): boolean =>
  cells.some((cell) => cell && !cell.marked && /^\d{4}/.test(cell.digits));

type Decision = { readonly mark: DecimalMark; readonly because?: string } | undefined;

/** What the column can be tells the mark, where it can be one thing only. */
function byKind(
  cells: readonly (NumberCell | undefined)[],
  open: readonly NumberCell[],
  kind: ColumnKind,
): Decision {
  const [only, second] = MARKS.filter((mark) => possible(open, mark, kind));
  if (!only || second) return undefined;
  const parted = open.some(({ digits }) => !digits.includes(only));
  if (parted && isUngrouped(cells)) return undefined;
  return { mark: only, because: `only so are they possible as ${kind.label}` };
}

/** How cells of one mark and three digits are to be read: by cells that tell, else by what the column can be. */
function decide(
  cells: readonly (NumberCell | undefined)[],
  kind: ColumnKind,
  ofFile: DecimalMark | undefined,
): Decision {
  const open = cells.flatMap((cell) => (cell && isOpen(cell) ? cell : []));
  const [proven, second] = certain(cells);
  if (open.length === 0) return { mark: proven ?? '.' };
  if (second) return undefined;
  if (proven) return { mark: proven };
  if (ofFile === undefined) return byKind(cells, open, kind);
  return possible(open, ofFile, kind) ? { mark: ofFile } : undefined;
}

function sentence({ mark, because }: NonNullable<Decision>, open: NumberCell, label: string): string {
  const [written] = /[.,]/.exec(open.digits) ?? ['.'];
  const role = written === mark ? 'parts a fraction' : 'parts thousands';
  const [value, name] = [numberWith(open, mark), NAMES[written === '.' ? '.' : ',']];
  return `The ${name} of the numbers of ${label} ${role}: “${open.digits}” is read as ${value}, since ${because}.`;
}

/**
 * Reads the numbers of one column. Whether “1,234” is a thousand or a fraction is told by the column's other cells, then
 * by the file's, then by what the column can be; where nothing tells, the whole column is not read.
 *
 * @param ofFile the decimal mark that the rest of the file proves
 */
export function readColumnNumbers(
  cells: readonly string[],
  kind: ColumnKind,
  ofFile?: DecimalMark,
): ColumnNumbers {
  const numbers = cells.map(numberCell);
  const decision = decide(numbers, kind, ofFile);
  const open = numbers.find((cell) => cell !== undefined && isOpen(cell));
  if (!decision) {
    const message = `The numbers of ${kind.label} were not read: “${open?.digits}” may be a fraction or thousands, and nothing in the file tells which.`;
    const issue: Issue = { code: 'number-ambiguous', severity: 'warning', message };
    return { values: new Float64Array(cells.length).fill(Number.NaN), issues: [issue] };
  }
  const values = Float64Array.from(numbers, (cell) => {
    if (!cell) return Number.NaN;
    const [own = decision.mark] = cell.marks;
    return numberWith(cell, isOpen(cell) ? decision.mark : own);
  });
  if (!open || decision.because === undefined) return { values, issues: [] };
  const message = sentence(decision, open, kind.label);
  return { values, issues: [{ code: 'assumption', severity: 'information', message }] };
}
