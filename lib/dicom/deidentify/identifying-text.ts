import { LOCAL_TEXT, PLAIN_TEXT } from '../part10/value-representation.ts';
import { profiledName } from './profile-action.ts';

/** Attributes whose values name somebody or something, as opposed to describing what was done. */
const NAMING = /name|address|telephone|telecom|identif|\bids?\b|serial|number|physician|comment/i;
const SHORTEST = 4;
/** Parts of a person's name may be short; two letters are in every text. */
const SHORTEST_NAME = 3;

/** Texts that may name the patient when they turn up elsewhere: collected from what is taken out. */
export class IdentifyingText {
  readonly #texts = new Set<string>();

  /** Notes a value that was removed or replaced. */
  add(tag: number, vr: string, text: string): void {
    const isNaming = vr === 'PN' || tag >>> 16 === 0x0010 || NAMING.test(profiledName(tag) ?? '');
    if (!isNaming || !(LOCAL_TEXT.has(vr) || vr === 'AE')) return;
    const parts = vr === 'PN' ? text.split(/[\\^=,\s]+/) : text.split('\\').map((part) => part.trim());
    const shortest = vr === 'PN' ? SHORTEST_NAME : SHORTEST;
    for (const part of parts) if (part.length >= shortest) this.#texts.add(part.toLowerCase());
  }

  /** Whether a text that would be kept holds any of them. */
  isIn(vr: string, text: string): boolean {
    if (!LOCAL_TEXT.has(vr) && vr !== 'AE' && vr !== 'UR') return false;
    const lower = text.toLowerCase();
    return [...this.#texts].some((known) => lower.includes(known));
  }
}

export const isShownText = (vr: string): boolean => LOCAL_TEXT.has(vr) || PLAIN_TEXT.has(vr);
