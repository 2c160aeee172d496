import dcmjs from 'dcmjs';
import { isPrivate, tagText } from './part10/data-set.ts';

/** VRs that the data dictionary leaves open, as they are read without the elements that would tell. */
const OPEN_VRS: Readonly<Record<string, string>> = { xs: 'US', ox: 'OW', up: 'UL', lt: 'OW' };

const entryOf = (tag: number) =>
  isPrivate(tag) ? undefined : dcmjs.data.DicomMetaDictionary.dictionary[tagText(tag)];

/** VR of a standard attribute by the data dictionary (PS3.6); `undefined` for private and unknown ones. */
export function vrOf(tag: number): string | undefined {
  const vr = entryOf(tag)?.vr;
  if (vr === undefined) return undefined;
  return OPEN_VRS[vr] ?? (/^[A-Z]{2}$/.test(vr) ? vr : undefined);
}

/** Keyword of a standard attribute, e.g. `PatientName`; `undefined` for private and unknown ones. */
export const keywordOf = (tag: number): string | undefined => entryOf(tag)?.name.replace(/^RETIRED_/, '');
