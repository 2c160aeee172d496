import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderSource } from '#lib/inference/folder-source.ts';
import type { ModelSource } from '#lib/inference/model-source.ts';
import { loadSpace, SPACE_FOLDER } from './load-space.ts';

const publicFolder = (path: string) => fileURLToPath(new URL(`../../public${path}`, import.meta.url));
const networkSource = (id: string): ModelSource => folderSource(publicFolder(`/models/${id}/1`));
const committed = readFileSync(publicFolder(`${SPACE_FOLDER}/space.json`), 'utf8');

const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const sourceOf = (text: string): ModelSource => ({ location: 'a test', read: async () => bytesOf(text) });
const load = (text: string, network: (id: string) => ModelSource | null = networkSource) =>
  loadSpace({ space: sourceOf(text), network });

describe('a space', () => {
  it('is the committed one, under the same key each time', async () => {
    const one = await load(committed);
    expect(one.space.views.map(({ id }) => id)).toContain('chart');
    expect(one.key).toMatch(/^similarity\/1\/[0-9a-f]{64}$/);
    expect((await load(committed)).key).toBe(one.key);
  });

  it('has another key when anything in it changes', async () => {
    const [one, other] = [await load(committed), await load(`${committed} `)];
    expect(other.key).not.toBe(one.key);
  });

  it('has another key when a network has other weights', async () => {
    const other = (id: string): ModelSource => ({
      ...networkSource(id),
      read: async (name, options) => {
        const text = new TextDecoder().decode(await networkSource(id).read(name, options));
        const manifest = JSON.parse(text);
        manifest.graphs[0].file.sha256 = '0'.repeat(64);
        return bytesOf(JSON.stringify(manifest));
      },
    });
    expect((await load(committed, other)).key).not.toBe((await load(committed)).key);
  });

  it('is refused where it reads what nobody extracts, or a network that is not there', async () => {
    await expect(load(committed.replace('"age"', '"shoe-size"'))).rejects.toThrow(/shoe-size/);
    await expect(load(committed, () => null)).rejects.toThrow(/not among the models/);
    await expect(load('{')).rejects.toThrow(/not JSON/);
    await expect(load('{}')).rejects.toThrow(/not valid at/);
  });
});
