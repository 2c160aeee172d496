import { describe, expect, it } from 'vitest';
import { jsonBytes, listed, memorySource } from './fixtures/memory-source.ts';
import { readReferencePicture } from './reference-picture.ts';

const NAME = 'reference.json';
const greys = Buffer.from([0, 51, 255, 102]).toString('base64');

async function read(body: unknown, other: unknown = body) {
  const file = await listed(NAME, jsonBytes(body));
  return readReferencePicture(memorySource(new Map([[NAME, jsonBytes(other)]])), file);
}

describe('a reference picture', () => {
  it('is read in values 0 to 1', async () => {
    const { shape, data } = await read({ shape: [1, 2, 2], greys });
    expect(shape).toEqual([1, 2, 2]);
    expect([...data].map((value) => Number(value.toFixed(6)))).toEqual([0, 0.2, 1, 0.4]);
  });

  it('is refused when it is not the one that the manifest lists', async () => {
    const picture = { shape: [1, 2, 2], greys };
    const other = { shape: [1, 2, 2], greys: Buffer.from([0, 51, 255, 103]).toString('base64') };
    await expect(read(picture, other)).rejects.toMatchObject({ tag: 'integrity' });
  });

  it.each([
    ['no JSON of a picture', { shape: [1, 2, 2] }],
    ['a picture of another size', { shape: [1, 2, 3], greys }],
  ])('is refused as %s', async (_, body) => {
    await expect(read(body)).rejects.toMatchObject({ tag: 'manifest' });
  });
});
