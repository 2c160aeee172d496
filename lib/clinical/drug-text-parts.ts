/** Lower case, without diacritics, with a decimal point, without its diluent and the conditions under which one dose is left out. */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/(\d),(?=\d)/g, '$1.')
    .replace(/\b(?:hold|hold dose) (?:for|if|when) (?:sbp|bp|hr|map|pulse|heart rate|systolic)\b[^;]*$/, '')
    .replace(/\bif needed\b|\bin (?:sodium chloride|normal saline|saline|dextrose|glucose|ns|d5w)\b/g, '')
    .replace(/\bd\/c\b/g, 'discontinued');

/** What stands between two separators of a drug's text. */
export type DrugTextPart = {
  readonly words: readonly string[];
  /** Within brackets, where brands and makers stand. */
  readonly aside: boolean;
  /** Joined to its neighbour as the substances of a combination are. */
  readonly joined: boolean;
};

const SEPARATOR = /([/+&,;:()[\]{}]|-|(?<![a-z0-9])(?:and|plus|mit|und|et|y|con|with)(?![a-z0-9]))/;

/** Whether the marks around a piece join it to a neighbour: a slash, a plus, or a hyphen without spaces. */
const isJoined = (pieces: readonly string[], index: number): boolean => {
  const piece = pieces[index] ?? '';
  const marks = [pieces[index - 1], pieces[index + 1]];
  const hyphened = (marks[0] === '-' && /^\S/.test(piece)) || (marks[1] === '-' && /\S$/.test(piece));
  return hyphened || marks.some((mark) => /^[/+&]$/.test(mark ?? ''));
};

/** How a mark changes the depth of brackets. */
function stepOf(mark: string): number {
  if ('([{'.includes(mark)) return 1;
  return ')]}'.includes(mark) ? -1 : 0;
}

/** The parts of a text between separators. */
export function partsOf(text: string): DrugTextPart[] {
  const pieces = text.split(SEPARATOR);
  let depth = 0;
  return pieces.flatMap((piece, index) => {
    if (index % 2 === 1) {
      depth = Math.max(0, depth + stepOf(piece));
      return [];
    }
    const words = piece.match(/\d+(?:\.\d+)?|[\p{L}]+|%/gu) ?? [];
    return words.length === 0 ? [] : [{ words, aside: depth > 0, joined: isJoined(pieces, index) }];
  });
}
