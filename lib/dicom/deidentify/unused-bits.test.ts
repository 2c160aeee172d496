import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vrOf } from '../dictionary.ts';
import { greyElements, type Made, makeFile } from '../fixtures/make-file.ts';
import { isRefusal, readPart10 } from '../part10/read-part10.ts';
import { decodePixels } from './decode-pixels.ts';
import { deidentifyFile } from './deidentify-file.ts';

const request = {
  dates: 'remove',
  uids: 'hash',
  secret: new Uint8Array(32),
  unsurePixels: 'refuse',
  decodePixels,
} as const;

const wordsOf = (bytes: Uint8Array): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 2 }, (_, k) => view.getUint16(2 * k, true));
};
const bytesOf = (words: readonly number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(2 * words.length));
  for (const [k, word] of words.entries()) view.setUint16(2 * k, word, true);
  return new Uint8Array(view.buffer);
};

async function cleaned(words: readonly number[], extra: readonly Made[] = []): Promise<number[]> {
  const picture = { rows: 1, columns: words.length, bits: 16, pixels: bytesOf(words) };
  const head: Made[] = [
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
    [0x00080018, 'UI', '1.2.3'],
    [0x00080060, 'CS', 'DX'],
    [0x00100010, 'PN', 'Doe^Jane'],
  ];
  const stored: Made[] = [[0x00280101, 'US', [12]], [0x00280102, 'US', [11]], ...extra];
  const outcome = await deidentifyFile(
    new Uint8Array(makeFile([...head, ...greyElements(picture, stored)])),
    request,
  );
  if (isRefusal(outcome)) throw new Error(outcome.refusal);
  const file = readPart10(outcome.bytes, { vrOf });
  if (isRefusal(file)) throw new Error(file.refusal);
  const pixels = file.body.get(0x7fe00010);
  if (pixels?.kind !== 'value') throw new Error('no pixels');
  return wordsOf(pixels.bytes).slice(0, words.length);
}

describe('bits beside the stored ones', () => {
  it('are empty in a copy, whatever was drawn into them', async () => {
    expect(await cleaned([0x1abc, 0xf123, 0x0fff, 0])).toEqual([0xabc, 0x123, 0xfff, 0]);
  });

  it('below the stored ones are empty too', async () => {
    expect(await cleaned([0xabcf, 0x0001], [[0x00280102, 'US', [15]]])).toEqual([0xabc0, 0]);
  });

  it('carry the sign of a signed value and nothing else', async () => {
    const signed: Made[] = [[0x00280103, 'US', [1]]];
    expect(await cleaned([0x1800, 0xf7ff, 0xffff, 0x07ff], signed)).toEqual([0xf800, 0x07ff, 0xffff, 0x07ff]);
  });

  it('change no value of any picture', async () => {
    const word = fc.integer({ min: 0, max: 0xffff });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 2, maxLength: 8 }), async (words) => {
        const after = await cleaned(words);
        expect(after).toEqual(words.map((one) => one & 0xfff));
      }),
      { numRuns: 30 },
    );
  });
});
