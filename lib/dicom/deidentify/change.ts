import { keywordOf } from '../dictionary.ts';
import { type DicomElement, tagText } from '../part10/data-set.ts';
import { numbersOf } from '../part10/numeric-value.ts';
import { textOf } from '../part10/text-value.ts';
import { isText } from '../part10/value-representation.ts';
import { profiledName } from './profile-action.ts';

/** One attribute that is not as it was, and why. */
export type Change = {
  /** Tags from the top, e.g. `(0008,1140)[2] > (0008,1155)`. */
  readonly path: string;
  readonly name: string;
  readonly vr: string;
  readonly action: 'removed' | 'emptied' | 'replaced' | 'moved in time' | 'added' | 'blanked';
  /** Original values: they name the patient. */
  readonly before: string;
  readonly after: string;
};

const SHOWN = 200;
const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Name of an attribute for people. */
export const nameOf = (tag: number): string =>
  profiledName(tag) ?? keywordOf(tag) ?? ((tag >>> 16) & 1 ? 'Private attribute' : 'Unknown attribute');

/** What an element says, in one line. */
export function describeValue(element: DicomElement, vr: string, characterSet: readonly string[]): string {
  if (element.kind === 'sequence') return counted(element.items.length, 'item');
  if (element.kind === 'fragments') return counted(element.fragments.length, 'fragment');
  if (isText(vr)) return shortened(textOf(element, characterSet));
  const numbers = numbersOf({ ...element, vr });
  return numbers && numbers.length <= 8 ? numbers.join('\\') : counted(element.bytes.length, 'byte');
}

export const pathOf = (above: string, tag: number): string =>
  above === '' ? tagText(tag) : `${above} > ${tagText(tag)}`;
