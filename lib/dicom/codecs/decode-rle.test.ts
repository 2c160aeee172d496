import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRle, unpack } from './decode-rle.ts';

/** Literal runs and repeats as an encoder may choose them. */
function pack(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run += 1;
    if (run > 1) out.push(257 - run, bytes[at] ?? 0);
    else out.push(0, bytes[at] ?? 0);
    at += run;
  }
  return Uint8Array.from(out);
}

describe('RLE', () => {
  it('gives back what was packed', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 700 }), (bytes) => {
        expect(unpack(pack(bytes), bytes.length)).toEqual(bytes);
      }),
    ));

  it('refuses a segment that ends early', () => {
    expect(() => unpack(Uint8Array.from([1, 7, 7]), 5)).toThrow('before the picture is complete');
  });

  it('puts the most significant byte first', () => {
    const high = pack(Uint8Array.from([1, 1]));
    const low = pack(Uint8Array.from([2, 3]));
    const header = new Uint32Array(16);
    header.set([2, 64, 64 + high.length]);
    const frame = new Uint8Array([...new Uint8Array(header.buffer), ...high, ...low]);
    expect([...new Uint16Array(decodeRle(frame, 2, 1, 2).buffer)]).toEqual([258, 259]);
    expect(() => decodeRle(frame, 2, 3, 1)).toThrow('2 segments where 3 belong');
  });
});
