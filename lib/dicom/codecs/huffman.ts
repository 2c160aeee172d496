import { reject } from '../refusal.ts';

/** Codes of each length from 1 to 16: the first code, how many, and where their symbols begin (T.81 annex C). */
export type HuffmanTable = {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
};

/** Reads Huffman codes and bits of one scan's entropy-coded data (T.81 annex F.2.2). */
export class EntropyReader {
  private readonly bytes: Uint8Array;
  private at: number;
  private held = 0;
  private left = 0;

  constructor(bytes: Uint8Array, start: number) {
    this.bytes = bytes;
    this.at = start;
  }

  private bit(): number {
    if (this.left === 0) {
      const byte = this.bytes[this.at];
      if (byte === undefined)
        reject('corrupt-frame', 'PixelData', 'The JPEG stream ends before the picture is complete.');
      const next = this.bytes[this.at + 1];
      if (byte === 0xff && next !== 0)
        reject('corrupt-frame', 'PixelData', 'The JPEG stream ends before the picture is complete.');
      this.held = byte;
      this.at += byte === 0xff ? 2 : 1;
      this.left = 8;
    }
    this.left -= 1;
    return (this.held >> this.left) & 1;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i += 1) value = (value << 1) | this.bit();
    return value;
  }

  /** A number of `size` bits; those that begin with 0 are negative (T.81 F.2.2.1, EXTEND). */
  signed(size: number): number {
    const value = this.bits(size);
    return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  symbol({ counts, symbols }: HuffmanTable): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 0; length < 16; length += 1) {
      code |= this.bit();
      const count = counts[length] ?? 0;
      if (code - first < count) return symbols[index + code - first] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return reject('corrupt-frame', 'PixelData', 'The JPEG stream holds a code that is in no table.');
  }

  /** Passes a restart marker: the rest of the byte is padding. */
  restart(): void {
    this.left = 0;
    if (this.bytes[this.at] === 0xff && ((this.bytes[this.at + 1] ?? 0) & 0xf8) === 0xd0) this.at += 2;
    else reject('corrupt-frame', 'PixelData', 'A restart marker of the JPEG stream is missing.');
  }
}
