import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzip } from './gunzip.ts';

async function* cut(bytes: Uint8Array, step: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

async function inflate(bytes: Uint8Array, step = 65_536) {
  const parts: Uint8Array[] = [];
  let trouble: string | undefined;
  for await (const piece of gunzip(cut(bytes, step))) {
    if (piece instanceof Uint8Array) parts.push(piece);
    else trouble = piece.trouble;
  }
  // A letter for each byte: bytes of one member may end in the middle of a letter of UTF-8.
  return { text: Buffer.concat(parts).toString('latin1'), trouble };
}

const one = gzipSync('one '.repeat(99));
const two = gzipSync('two '.repeat(99));
const both = 'one '.repeat(99) + 'two '.repeat(99);

describe('gunzip', () => {
  it.each([1, 3, 11, 65_536])('reads members, empty ones and padding, by %i bytes', async (step) => {
    const whole = Buffer.concat([gzipSync(''), one, gzipSync(''), two, Buffer.alloc(600)]);
    expect(await inflate(whole, step)).toEqual({ text: both, trouble: undefined });
  });

  it.each([
    ['something behind the last', [one, two, Buffer.from('junk')], both, 'trailing'],
    ['one byte behind the last', [one, two, Buffer.from('j')], both, 'trailing'],
    ['zeros, many, and something', [one, two, Buffer.alloc(99_999), Buffer.from('junk')], both, 'trailing'],
    ['zeros and something', [one, two, Buffer.alloc(9), Buffer.from('junk')], both, 'trailing'],
    ['a cut checksum', [one, two.subarray(0, -3)], both, 'cut-off'],
    ['a cut header', [one, two, one.subarray(0, 6)], both, 'cut-off'],
    ['no gzip at all', [Buffer.from('plain text')], '', 'damaged'],
  ])('says %s', async (_, parts, text, trouble) => {
    for (const step of [1, 7, 65_536])
      expect(await inflate(Buffer.concat(parts), step)).toEqual({ text, trouble });
  });

  it('checks the sum of each member', async () => {
    for (const at of [one.length - 1, one.length - 6, one.length + two.length - 6]) {
      const bytes = Buffer.concat([one, two]);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect((await inflate(bytes)).trouble).toMatch(/damaged|cut-off/);
    }
  });

  it('gives back what was compressed, in however many members and pieces, or says that it cannot', async () => {
    const members = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(members, fc.integer({ min: 1, max: 400 }), fc.nat(), async (contents, step, lost) => {
        const sent = Buffer.concat(contents.map((content) => gzipSync(content)));
        const text = Buffer.concat(contents).toString('latin1');
        expect(await inflate(sent, step)).toEqual({ text, trouble: undefined });
        const short = await inflate(sent.subarray(0, lost % sent.length), step);
        // A cut just between two members is no cut that gzip could show.
        if (short.trouble === undefined) expect(text.startsWith(short.text) || lost === 0).toBe(true);
      }),
      {
        numRuns: 60,
        examples: [
          [[new Uint8Array(3), Uint8Array.of(241, 128, 128), Uint8Array.of(128, 0, 0)], 1, 1343162602],
        ],
      },
    );
  });
});
