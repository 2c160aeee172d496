/** Defined terms of Specific Character Set (PS3.3 C.12.1.1.2) → encodings of the web platform that read them. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['', 'windows-1252'],
  ['ISO_IR 6', 'windows-1252'],
  ['ISO_IR 100', 'windows-1252'],
  ['ISO_IR 101', 'iso-8859-2'],
  ['ISO_IR 109', 'iso-8859-3'],
  ['ISO_IR 110', 'iso-8859-4'],
  ['ISO_IR 144', 'iso-8859-5'],
  ['ISO_IR 127', 'iso-8859-6'],
  ['ISO_IR 126', 'iso-8859-7'],
  ['ISO_IR 138', 'iso-8859-8'],
  ['ISO_IR 148', 'windows-1254'],
  ['ISO_IR 203', 'iso-8859-15'],
  ['ISO_IR 166', 'windows-874'],
  ['ISO_IR 13', 'shift_jis'],
  ['ISO_IR 192', 'utf-8'],
  ['GB18030', 'gb18030'],
  ['GBK', 'gbk'],
]);

/** Escape sequences after ESC (PS3.3 table C.12-3, C.12-4) → encoding; those of iso-2022-jp go to its decoder whole. */
const ESCAPES: readonly (readonly [sequence: string, encoding: string])[] = [
  ['$)C', 'euc-kr'],
  ['$)A', 'gb18030'],
  ['$(D', 'iso-2022-jp'],
  ['$B', 'iso-2022-jp'],
  ['$@', 'iso-2022-jp'],
  [')I', 'shift_jis'],
  ['(J', 'shift_jis'],
  ['(B', 'windows-1252'],
  ['-A', 'windows-1252'],
  ['-B', 'iso-8859-2'],
  ['-C', 'iso-8859-3'],
  ['-D', 'iso-8859-4'],
  ['-L', 'iso-8859-5'],
  ['-G', 'iso-8859-6'],
  ['-F', 'iso-8859-7'],
  ['-H', 'iso-8859-8'],
  ['-M', 'windows-1254'],
  ['-b', 'iso-8859-15'],
  ['-T', 'windows-874'],
];

const ESC = 0x1b;
const decoders = new Map<string, TextDecoder>();

function decoderOf(encoding: string): TextDecoder {
  const known = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, known);
  return known;
}

const initialEncoding = (terms: readonly string[]): string =>
  ENCODINGS.get((terms[0] ?? '').replace(/^ISO 2022 IR /, 'ISO_IR ')) ?? 'windows-1252';

/** JIS X 0212 has no decoder of its own: the web's euc-jp reads it behind 0x8F (three-byte codes). */
const asEucJp212 = (bytes: Uint8Array): Uint8Array => {
  const codes: number[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2)
    codes.push(0x8f, (bytes[at] ?? 0) | 0x80, (bytes[at + 1] ?? 0) | 0x80);
  return new Uint8Array(codes);
};

function decodePiece(bytes: Uint8Array, sequence: string, encoding: string): string {
  if (sequence === '$(D') return decoderOf('euc-jp').decode(asEucJp212(bytes));
  if (encoding !== 'iso-2022-jp') return decoderOf(encoding).decode(bytes);
  const opening = Uint8Array.from(
    [ESC, ...sequence].map((c) => (typeof c === 'number' ? c : c.charCodeAt(0))),
  );
  const whole = new Uint8Array(opening.length + bytes.length);
  whole.set(opening);
  whole.set(bytes, opening.length);
  return decoderOf(encoding).decode(whole);
}

/** Code extensions (ISO 2022): each escape sequence switches the encoding of what follows. */
function decodeExtended(bytes: Uint8Array, initial: string): string {
  let text = '';
  let [sequence, encoding]: readonly [string, string] = ['', initial];
  for (let at = 0; at < bytes.length; ) {
    const next = bytes.indexOf(ESC, at);
    const end = next < 0 ? bytes.length : next;
    text += decodePiece(bytes.subarray(at, end), sequence, encoding);
    if (next < 0) break;
    const following = String.fromCharCode(...bytes.subarray(next + 1, next + 4));
    [sequence, encoding] = ESCAPES.find(([known]) => following.startsWith(known)) ?? ['', initial];
    at = next + 1 + sequence.length;
  }
  return text;
}

/**
 * Text of a DICOM value. Bytes that the character set does not have become U+FFFD.
 *
 * @param terms values of Specific Character Set (0008,0005); none means ASCII
 */
export function decodeText(bytes: Uint8Array, terms: readonly string[]): string {
  const initial = initialEncoding(terms);
  // Delimiters end a code extension, so a value that has none is decoded at once.
  return bytes.includes(ESC) ? decodeExtended(bytes, initial) : decoderOf(initial).decode(bytes);
}
