import { INSTEAD, type KnownKind } from './kinds/known-kind.ts';
import { bySignature } from './kinds/signatures.ts';
import { byText } from './kinds/text-kinds.ts';
import { byXmlRoot } from './kinds/xml-roots.ts';

const EMPTY: KnownKind = { what: 'an empty file', instead: INSTEAD.again };
const ZEROS: KnownKind = {
  what: 'a file of zeros alone, as a broken copy leaves behind',
  instead: INSTEAD.again,
};
const UNKNOWN: KnownKind = {
  what: 'a binary file of a kind that is not known here',
  instead: INSTEAD.dataFile,
};

/** Bytes that no text has. */
function isBinary(text: string): boolean {
  const probe = text.slice(0, 4000);
  const odd = probe.match(/(?![\t\n\v\f\r])\p{Cc}|\ufffd/gu)?.length ?? 0;
  return odd > 0.02 * probe.length;
}

/**
 * What a file is that nothing here reads: by its first bytes, else by the root element or the words of its text.
 *
 * @param text the same bytes as text
 */
export function kindOfBeginning(head: Uint8Array, text: string): KnownKind {
  const found = bySignature(head);
  if (found) return found;
  if (head.every((byte) => byte === 0)) return head.length === 0 ? EMPTY : ZEROS;
  if (isBinary(text)) return UNKNOWN;
  if (text.trim() === '') return EMPTY;
  return byXmlRoot(text) ?? byText(text);
}

export const isUnknown = (kind: KnownKind): boolean => kind === UNKNOWN;
