import { afterEscape, type Designated, isKatakana, type Repertoire, repertoireOf } from './repertoires.ts';

/** What a reader should know of a text that was decoded. */
export type TextDoubt =
  /** The file names no character set, and its bytes are UTF-8. */
  | 'read-as-utf-8'
  /** Bytes that no named character set has; each is U+FFFD in the text. */
  | 'unreadable'
  /** An escape sequence is missing, and only one of the named sets can be meant. */
  | 'escape-missing'
  /** The named set has one byte to a letter, and the bytes are well-formed UTF-8: the file may name the wrong one. */
  | 'looks-like-utf-8';

export type DecodedText = { readonly text: string; readonly doubt: TextDoubt | null };

const ESC = 0x1b;
/** CR, LF, FF, TAB end a code extension in any text; so do `\` between values and, in names, `^` and `=` (PS3.5 section 6.1.2.5.3). */
const BREAKS = new Set([0x09, 0x0a, 0x0c, 0x0d]);
const BETWEEN_VALUES = 0x5c;
const IN_NAMES = new Set([0x5e, 0x3d]);

const decoders = new Map<string, TextDecoder>();

function decoderOf(encoding: string): TextDecoder {
  const known = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, known);
  return known;
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function utf8Or<T>(bytes: Uint8Array, otherwise: T): string | T {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return otherwise;
  }
}

/**
 * Text of a DICOM value in the character sets that the file names. Bytes that these do not have become U+FFFD; without a
 * named set there is only ASCII, unless all of the text is well-formed UTF-8.
 *
 * @param terms values of Specific Character Set (0008,0005); none means ASCII
 * @param kind  of a person's name, whose parts begin anew with the first set
 */
export function readText(
  bytes: Uint8Array,
  terms: readonly string[],
  kind: 'name' | 'text' = 'text',
): DecodedText {
  if (isAscii(bytes) && !bytes.includes(ESC)) return { text: decoderOf('utf-8').decode(bytes), doubt: null };
  const repertoire = repertoireOf(terms);
  if (repertoire.whole) return checked(decoderOf(repertoire.whole).decode(bytes));
  if (!repertoire.named && !bytes.includes(ESC)) {
    const text = utf8Or(bytes, null);
    if (text !== null) return { text, doubt: 'read-as-utf-8' };
  }
  const { text, guessed } = new Extended(repertoire, kind).decode(bytes);
  return { text, doubt: doubtOf(text, guessed, bytes) };
}

function doubtOf(text: string, guessed: boolean, bytes: Uint8Array): TextDoubt | null {
  if (text.includes('\ufffd')) return 'unreadable';
  if (guessed) return 'escape-missing';
  return !bytes.includes(ESC) && utf8Or(bytes, null) !== null ? 'looks-like-utf-8' : null;
}

const checked = (text: string): DecodedText => ({
  text,
  doubt: text.includes('\ufffd') ? 'unreadable' : null,
});

/** The same without the doubt. */
export const decodeText = (
  bytes: Uint8Array,
  terms: readonly string[],
  kind: 'name' | 'text' = 'text',
): string => readText(bytes, terms, kind).text;

/** Code extensions (ISO 2022): escape sequences put one set into the lower and one into the upper half of the codes. */
class Extended {
  readonly #repertoire: Repertoire;
  readonly #kind: 'name' | 'text';
  #now: Designated;
  #guessed = false;

  constructor(repertoire: Repertoire, kind: 'name' | 'text') {
    this.#repertoire = repertoire;
    this.#kind = kind;
    this.#now = repertoire.initial;
  }

  decode(bytes: Uint8Array): { readonly text: string; readonly guessed: boolean } {
    let text = '';
    for (let at = 0; at < bytes.length; ) {
      if (bytes[at] === ESC) at += this.#escape(bytes, at);
      else {
        const end = this.#runEnd(bytes, at);
        text += this.#run(bytes.subarray(at, end));
        at = end;
      }
    }
    return { text, guessed: this.#guessed };
  }

  /** Follows an escape sequence and returns its length; one that is unknown is passed over. */
  #escape(bytes: Uint8Array, at: number): number {
    const found = afterEscape(bytes.subarray(at + 1, at + 4));
    if (!found) return 1;
    this.#now = { ...this.#now, ...found.designates };
    return 1 + found.length;
  }

  /** Bytes of one half of the codes, up to a delimiter, which is a run of its own. */
  #runEnd(bytes: Uint8Array, at: number): number {
    if (this.#isDelimiter(bytes[at] ?? 0)) return at + 1;
    const isUpper = (bytes[at] ?? 0) >= 0x80;
    let end = at + 1;
    while (end < bytes.length && this.#continues(bytes[end] ?? 0, isUpper)) end += 1;
    return end;
  }

  #continues(byte: number, isUpper: boolean): boolean {
    return byte !== ESC && byte >= 0x80 === isUpper && !this.#isDelimiter(byte);
  }

  /** In a set of two bytes to a letter, `\`, `^` and `=` are parts of letters. */
  #isDelimiter(byte: number): boolean {
    if (BREAKS.has(byte)) return true;
    if (this.#now.lower !== 'ascii') return false;
    return byte === BETWEEN_VALUES || (this.#kind === 'name' && IN_NAMES.has(byte));
  }

  #run(bytes: Uint8Array): string {
    const [first = 0] = bytes;
    if (this.#isDelimiter(first)) {
      this.#now = this.#repertoire.initial;
      return String.fromCharCode(first);
    }
    return first >= 0x80 ? this.#upper(bytes) : this.#lower(bytes);
  }

  #lower(bytes: Uint8Array): string {
    if (this.#now.lower === 'ascii') return decoderOf('utf-8').decode(bytes);
    // The web's euc-jp holds JIS X 0208 with both bytes raised, and JIS X 0212 behind 0x8F.
    const lead = this.#now.lower === 'jis-x-0212' ? [0x8f] : [];
    const codes: number[] = [];
    for (let at = 0; at < bytes.length; at += 2) {
      const [one = 0, two = 0] = bytes.subarray(at, at + 2);
      if (one <= 0x20) {
        codes.push(one);
        at -= 1;
      } else codes.push(...lead, one | 0x80, two | 0x80);
    }
    return decoderOf('euc-jp').decode(Uint8Array.from(codes));
  }

  #upper(bytes: Uint8Array): string {
    const encoding = this.#now.upper ?? this.#repertoire.onlyUpper;
    if (encoding === null) return '\ufffd'.repeat(bytes.length);
    if (this.#now.upper === null) this.#guessed = true;
    const isJapanese = encoding === 'shift_jis';
    const known = isJapanese ? bytes.map((byte) => (isKatakana(byte) ? byte : 0xff)) : bytes;
    return decoderOf(encoding).decode(known);
  }
}
