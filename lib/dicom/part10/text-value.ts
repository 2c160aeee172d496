import { decodeText } from './character-set.ts';
import type { DataSet, DicomElement } from './data-set.ts';

const latin1 = new TextDecoder('latin1');
const SPECIFIC_CHARACTER_SET = 0x00080005;

/** Values are padded to even length with a space or, for UIDs, with NUL (PS3.5 section 6.2). */
function unpadded(text: string): string {
  let [start, end] = [0, text.length];
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\0')) end -= 1;
  while (start < end && text[start] === ' ') start += 1;
  return text.slice(start, end);
}

/** An ASCII value (UID, code, date) without its padding; empty when there is none. */
export function asciiText(element: DicomElement | undefined): string {
  if (element?.kind !== 'value') return '';
  return unpadded(latin1.decode(element.bytes));
}

/** The character sets of a data set; an item without its own has those of what surrounds it. */
export const characterSetOf = (data: DataSet, inherited: readonly string[] = []): readonly string[] => {
  const own = data.get(SPECIFIC_CHARACTER_SET);
  return own ? asciiText(own).split('\\').map(unpadded) : inherited;
};

/** The text of an element in its own character set, without padding; empty when there is none. */
export const textOf = (element: DicomElement | undefined, characterSet: readonly string[]): string =>
  element?.kind === 'value' ? unpadded(decodeText(element.bytes, characterSet)) : '';
