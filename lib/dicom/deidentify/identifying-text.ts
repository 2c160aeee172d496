import { LOCAL_TEXT } from '../part10/value-representation.ts';
import { profiledName } from './profile-action.ts';

/** Attributes whose values name somebody or something, as opposed to describing what was done. */
const NAMING = /name|address|telephone|telecom|identif|\bids?\b|serial|number|physician|comment/i;
const SHORTEST = 4;
/** A shorter part of a name in letters is looked for as a whole word alone: two letters are in every text. */
const SHORTEST_INSIDE = 3;
/** One letter is an initial; one character of a script without spaces is in every text too, unless it is the whole name. */
const SHORTEST_WORD = 2;
/** Scripts that write names without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const BIRTH_DATE = 0x00100030;
const WRITTEN = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
  ['å', 'aa'],
  ['ø', 'oe'],
  ['æ', 'ae'],
]);

/** One spelling for what reads the same: widths, cases, accents, and Katakana as Hiragana. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .normalize('NFC');

/** The text, and as it is written where a letter is missing: Müller, Muller, Mueller. */
const spellings = (text: string): readonly string[] => [
  folded(text),
  folded(text.toLowerCase().replace(/[äöüßåøæ]/g, (letter) => WRITTEN.get(letter) ?? letter)),
];

/** What a name is called in text: each part, and in scripts without spaces family and given name together. */
function partsOfName(text: string): readonly string[] {
  const groups = text.split(/[\\=]/).map((group) => group.split(/[\^,\s]+/).filter(Boolean));
  const joined = groups
    .filter((parts) => parts.length > 1 && parts.some((part) => UNSPACED.test(part)))
    .flatMap((parts) => [parts.join(''), parts.toReversed().join('')]);
  return [...groups.flat(), ...joined];
}

/** A birth date as people write it in a comment. */
function writtenDates(text: string): readonly string[] {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return [];
  const orders = [
    [year, month, day],
    [day, month, year],
    [month, day, year],
  ];
  return ['', '-', '.', '/'].flatMap((separator) => orders.map((parts) => parts.join(separator)));
}

const isNaming = (tag: number): boolean => tag >>> 16 === 0x0010 || NAMING.test(profiledName(tag) ?? '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Texts that may name the patient when they turn up elsewhere: collected from what is taken out. */
export class IdentifyingText {
  readonly #inside = new Set<string>();
  readonly #words = new Map<string, RegExp>();

  /** Notes a value that was removed or replaced. */
  add(tag: number, vr: string, text: string): void {
    if (tag === BIRTH_DATE) for (const date of writtenDates(text)) this.#inside.add(date);
    else if (vr === 'PN') for (const part of partsOfName(text).flatMap(spellings)) this.#addName(part);
    else if (isNaming(tag) && (LOCAL_TEXT.has(vr) || vr === 'AE')) this.#addValues(text);
  }

  #addValues(text: string): void {
    for (const part of text.split('\\').map((one) => one.trim()))
      if (part.length >= SHORTEST) this.#inside.add(folded(part));
  }

  #addName(part: string): void {
    const length = Array.from(part).length;
    const least = UNSPACED.test(part) ? SHORTEST_WORD : SHORTEST_INSIDE;
    if (length >= least) this.#inside.add(part);
    else if (length >= SHORTEST_WORD)
      this.#words.set(part, new RegExp(`(?<![\\p{L}])${escaped(part)}(?![\\p{L}])`, 'u'));
  }

  /** Whether a text that would be kept holds any of them. */
  isIn(vr: string, text: string): boolean {
    if (!LOCAL_TEXT.has(vr) && vr !== 'AE' && vr !== 'UR') return false;
    const candidates = spellings(text);
    return candidates.some(
      (one) =>
        [...this.#inside].some((known) => one.includes(known)) ||
        [...this.#words.values()].some((word) => word.test(one)),
    );
  }
}
