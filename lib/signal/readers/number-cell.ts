/** The mark between the whole part of a number and its fraction. */
export type DecimalMark = '.' | ',';

/** A number as a cell writes it. `marks` are those that it could be read with: two, and its column has to tell. */
export type NumberCell = {
  readonly digits: string;
  readonly marks: readonly DecimalMark[];
  /** Whether a mark stands in it at all. */
  readonly marked: boolean;
};

/** What may follow a number in a cell. */
const SUFFIX = /\s*(%|bpm|\/min|1\/min|steps?|ms|s)$/i;
/** Thousands set apart by spaces of any width or by apostrophes mean nothing else (SI Brochure, section 5.4.4). */
const SPACED = /^([-+]?\d{1,3})((?:[ \u00a0\u2009\u202f'’]\d{3})+)(?=$|[.,])/;
const GROUPED = /^[-+]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/;
const PLAIN = /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i;
const BOTH = /^[-+]?[1-9]\d{0,2}(?:([.,])\d{3})+(?!\1)[.,]\d*$/;

const other = (mark: string): DecimalMark => (mark === '.' ? ',' : '.');
const BOTH_MARKS: readonly DecimalMark[] = ['.', ','];

/** One mark and three digits behind it: a fraction or thousands. More groups are thousands. */
function grouped(text: string, mark: string): NumberCell {
  const several = text.indexOf(mark) !== text.lastIndexOf(mark);
  return { digits: text, marks: several ? [other(mark)] : BOTH_MARKS, marked: true };
}

/** How a cell may be read as a number; `undefined`: it is none. */
export function numberCell(cell: string): NumberCell | undefined {
  const text = cell
    .trim()
    .replace(SUFFIX, '')
    .replace('\u2212', '-')
    .replace(SPACED, (_, first: string, more: string) => first + more.replace(/[^\d]/g, ''));
  const group = GROUPED.exec(text)?.[1];
  if (group) return grouped(text, group);
  const thousands = BOTH.exec(text)?.[1];
  if (thousands) return { digits: text, marks: [other(thousands)], marked: true };
  if (!PLAIN.test(text)) return undefined;
  const mark = /[.,]/.exec(text)?.[0];
  if (!mark) return { digits: text, marks: BOTH_MARKS, marked: false };
  return { digits: text, marks: [mark === '.' ? '.' : ','], marked: true };
}

/** The number that a cell writes with that mark; the other mark parts thousands. */
export const numberWith = ({ digits }: NumberCell, mark: DecimalMark): number =>
  Number(digits.replaceAll(other(mark), '').replace(mark, '.'));

/**
 * A number that stands alone, as in an attribute of XML, with a point or a decimal comma; `NaN` for anything else. Cells
 * of a table are read by their column.
 */
export function numberOf(cell: string | undefined): number {
  const text = cell?.trim() ?? '';
  return PLAIN.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}
