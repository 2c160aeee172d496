import { decodeText } from './character-set.ts';
import type { DataSet, DicomElement } from './data-set.ts';

const SPECIFIC_CHARACTER_SET = 0x00080005;

/** Values are padded to even length with a space or, for UIDs, with NUL (PS3.5 section 6.2). */
const unpadded = (text: string): string => text.replace(/^ +|[\0 ]+$/g, '');

/** An ASCII value (UID, code, date) without its padding; empty when there is none. */
export function asciiText(element: DicomElement | undefined): string {
  if (element?.kind !== 'value') return '';
  let text = '';
  for (const byte of element.bytes) text += String.fromCharCode(byte);
  return unpadded(text);
}

/** The character sets of a data set; an item without its own has those of what surrounds it. */
export const characterSetOf = (data: DataSet, inherited: readonly string[] = []): readonly string[] => {
  const own = data.get(SPECIFIC_CHARACTER_SET);
  return own ? asciiText(own).split('\\').map(unpadded) : inherited;
};

/** The text of an element in its own character set, without padding; empty when there is none. */
export const textOf = (element: DicomElement | undefined, characterSet: readonly string[]): string =>
  element?.kind === 'value' ? unpadded(decodeText(element.bytes, characterSet)) : '';
