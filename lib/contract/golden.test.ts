import fc from 'fast-check';
import { expect, it } from 'vitest';
import { goldenSet, greyOf } from './golden.ts';

const hash = '0'.repeat(64);

function pictureOf(bytes: Uint8Array): readonly number[] | undefined {
  const picture = { shape: [1, bytes.length], greys: Buffer.from(bytes).toString('base64') };
  const made = { name: 'made up', graph: 'g', inputs: { picture }, outputs: {} };
  const [read] = goldenSet.parse({ contract: hash, graphs: { g: hash }, cases: [made] }).cases;
  return read?.inputs.picture?.data;
}

it('reads a picture in greys as the numbers 0 to 1 that they stand for, and finds the same greys again', () => {
  expect(pictureOf(Uint8Array.of(0, 51, 255))).toEqual([0, 0.2, 1]);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const values = pictureOf(bytes) ?? [];
      expect(values.map((value) => greyOf(Math.fround(value)))).toEqual([...bytes]);
    }),
  );
});

it('refuses a picture whose greys are no base64', () =>
  expect(
    goldenSet.safeParse({
      contract: hash,
      graphs: { g: hash },
      cases: [{ name: 'bad', graph: 'g', inputs: { picture: { shape: [1, 1], greys: '§' } }, outputs: {} }],
    }).success,
  ).toBe(false));
