import { type DecodedText, readText } from './character-set.ts';
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

/** Names of persons (VR PN), for files that do not say what their elements are. */
const NAMES: ReadonlySet<number> = new Set([
  0x00080090, 0x00081048, 0x00081050, 0x00081060, 0x00081070, 0x00100010, 0x00101001, 0x00101005, 0x00101060,
  0x0040a123,
]);

const kindOf = ({ vr, tag }: DicomElement): 'name' | 'text' =>
  vr === 'PN' || (vr === 'UN' && NAMES.has(tag)) ? 'name' : 'text';

/** The text of an element in its own character set, without padding, and what is doubtful of it. */
export function doubtedText(element: DicomElement | undefined, characterSet: readonly string[]): DecodedText {
  if (element?.kind !== 'value') return { text: '', doubt: null };
  const { text, doubt } = readText(element.bytes, characterSet, kindOf(element));
  return { text: unpadded(text), doubt };
}

/** The same without the doubt; empty when there is none. */
export const textOf = (element: DicomElement | undefined, characterSet: readonly string[]): string =>
  doubtedText(element, characterSet).text;
