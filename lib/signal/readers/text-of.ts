/** Bytes that tell an encoding: marks (Unicode 15, section 23.8), and enough text to see where its zero bytes lie. */
const LOOKED_AT = 1024;
/** In text of any European language nearly every second byte of UTF-16 is zero. */
const ZERO_SHARE = 0.3;

const zerosAt = (head: Uint8Array, parity: number): number =>
  head.reduce((count, byte, at) => count + (byte === 0 && at % 2 === parity ? 1 : 0), 0) /
  Math.max(1, head.length / 2);

/** UTF-16 without a mark, told by its zero bytes. */
function unmarked(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [even, odd] = [zerosAt(head, 0), zerosAt(head, 1)];
  if (odd > ZERO_SHARE && even < ZERO_SHARE / 10) return 'utf-16le';
  return even > ZERO_SHARE && odd < ZERO_SHARE / 10 ? 'utf-16be' : undefined;
}

/** The encoding of a text that begins so, as the Encoding Standard calls it: UTF-8 unless its bytes say UTF-16. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return unmarked(bytes.subarray(0, LOOKED_AT)) ?? 'utf-8';
}

/** Text of a whole file, without a byte-order mark. What is no UTF-8 is read as Windows-1252, as older programs write it. */
export function textOf(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Text of the beginning of a file: a character that the cut went through is left out. */
export const beginningOf = (bytes: Uint8Array): string =>
  new TextDecoder(encodingOf(bytes)).decode(bytes, { stream: true });
