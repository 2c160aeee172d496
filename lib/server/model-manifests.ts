import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import { type ModelManifest, modelManifest } from '#lib/contract/manifest.ts';
import { icuModels } from '#lib/icu/icu-models.ts';
import { models } from '#lib/models/index.ts';

async function read(folder: string): Promise<ModelManifest> {
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'public', folder, 'manifest.json');
  return modelManifest.parse(JSON.parse(await readFile(file, 'utf8')));
}

const folders = [...models, ...icuModels].map(({ folder }) => folder);
const all = rememberPromise(() => Promise.all(folders.map(read)));

/** The manifests of all models, in the order of the registry and then those of intensive care, read once. A damaged one is a broken installation and rejects. */
export const modelManifests = (): Promise<readonly ModelManifest[]> => all.get();

/** Rejects for an id that the registry has not. */
export async function manifestOf(id: string): Promise<ModelManifest> {
  const found = (await modelManifests()).find((manifest) => manifest.id === id);
  if (found) return found;
  throw new TypeError(`There is no model ${id}`);
}
