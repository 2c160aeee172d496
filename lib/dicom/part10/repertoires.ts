/** Sets in the lower and the upper half of the codes; `upper` is an encoding of the web platform. */
export type Designated = {
  readonly lower: 'ascii' | 'jis-x-0208' | 'jis-x-0212';
  readonly upper: string | null;
};

/** The character sets of a file (PS3.3 C.12.1.1.2). */
export type Repertoire = {
  /** A set is named, and known. */
  readonly named: boolean;
  /** An encoding that knows no code extensions: all of a text is in it. */
  readonly whole: string | null;
  /** Where every value, and every part of a name, begins. */
  readonly initial: Designated;
  /** The only upper set among those that escape sequences may bring in, when there is just one. */
  readonly onlyUpper: string | null;
};

/** Registration numbers of ISO 2375 in the defined terms → upper half (PS3.3 tables C.12-2 to C.12-4). */
const UPPER: Readonly<Record<string, string>> = {
  100: 'windows-1252',
  101: 'iso-8859-2',
  109: 'iso-8859-3',
  110: 'iso-8859-4',
  144: 'iso-8859-5',
  127: 'iso-8859-6',
  126: 'iso-8859-7',
  138: 'iso-8859-8',
  148: 'windows-1254',
  203: 'iso-8859-15',
  166: 'windows-874',
  13: 'shift_jis',
  149: 'euc-kr',
  58: 'gbk',
};
/** Sets that have no upper half. */
const LOWER = new Set(['6', '14', '87', '159']);

/** Encodings without code extensions (PS3.3 table C.12-5), and names that programs give them. */
const WHOLE: Readonly<Record<string, string>> = {
  'ISO_IR 192': 'utf-8',
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  GB2312: 'gbk',
};

/** The number in `ISO_IR 100`, `ISO 2022 IR 100` and their misspellings. */
const numberOf = (term: string): string | undefined =>
  /^ISO[ _-]*(?:2022)?[ _-]*IR[ _-]*(\d+)$/i.exec(term.trim())?.[1];

const wholeOf = (term: string): string | null =>
  numberOf(term) === '192' ? 'utf-8' : (WHOLE[term.trim().toUpperCase()] ?? null);

export function repertoireOf(terms: readonly string[]): Repertoire {
  const [first = '', ...others] = terms;
  const number = numberOf(first);
  const upper = number === undefined ? null : (UPPER[number] ?? null);
  const extensions = others.flatMap((term) => UPPER[numberOf(term) ?? ''] ?? []);
  const [only] = new Set(extensions);
  return {
    named: upper !== null || (number !== undefined && LOWER.has(number)) || others.length > 0,
    whole: wholeOf(first),
    initial: { lower: 'ascii', upper },
    onlyUpper: new Set(extensions).size === 1 ? (only ?? null) : null,
  };
}

/** Escape sequences without their ESC (PS3.3 tables C.12-3 and C.12-4). */
const ESCAPES: readonly (readonly [sequence: string, designates: Partial<Designated>])[] = [
  ['$)C', { upper: 'euc-kr' }],
  ['$)A', { upper: 'gbk' }],
  ['$(D', { lower: 'jis-x-0212' }],
  ['$(B', { lower: 'jis-x-0208' }],
  ['$B', { lower: 'jis-x-0208' }],
  ['$@', { lower: 'jis-x-0208' }],
  ['(B', { lower: 'ascii' }],
  ['(J', { lower: 'ascii' }],
  [')I', { upper: 'shift_jis' }],
  ['-A', { upper: 'windows-1252' }],
  ['-B', { upper: 'iso-8859-2' }],
  ['-C', { upper: 'iso-8859-3' }],
  ['-D', { upper: 'iso-8859-4' }],
  ['-L', { upper: 'iso-8859-5' }],
  ['-G', { upper: 'iso-8859-6' }],
  ['-F', { upper: 'iso-8859-7' }],
  ['-H', { upper: 'iso-8859-8' }],
  ['-M', { upper: 'windows-1254' }],
  ['-b', { upper: 'iso-8859-15' }],
  ['-T', { upper: 'windows-874' }],
];

/** What the bytes after an ESC designate, and how many they are. */
export function afterEscape(following: Uint8Array) {
  const text = String.fromCharCode(...following);
  const found = ESCAPES.find(([sequence]) => text.startsWith(sequence));
  return found && { length: found[0].length, designates: found[1] };
}

/** The upper half of JIS X 0201: Katakana of one byte; the web's shift_jis has letters of two bytes besides. */
export const isKatakana = (byte: number): boolean => byte >= 0xa1 && byte <= 0xdf;
