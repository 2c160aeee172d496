import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GoldenSet, goldenSet } from '#lib/contract/golden.ts';
import { modelManifest } from '#lib/contract/manifest.ts';
import type { ContractIdentity } from './load-model.ts';
import type { ModelCache, ModelSource } from './model-source.ts';
import { sha256 } from './verified-file.ts';

/** The committed model for tests, as its folder and as files in memory that a test may damage. */
export const modelFolder = fileURLToPath(new URL('../../public/models/readmission/1', import.meta.url));

const bytesOf = (name: string) => new Uint8Array(readFileSync(join(modelFolder, name)));
const jsonOf = (name: string): unknown => JSON.parse(readFileSync(join(modelFolder, name), 'utf8'));

export const manifest = modelManifest.parse(jsonOf('manifest.json'));
export const golden = goldenSet.parse(jsonOf(manifest.golden.name));
export const contract: ContractIdentity = { sha256: manifest.contract, features: manifest.inputs };

export type StoredFiles = Map<string, Uint8Array<ArrayBuffer>>;

export const modelFiles = (): StoredFiles =>
  new Map(['manifest.json', manifest.file.name, manifest.golden.name].map((name) => [name, bytesOf(name)]));

export const jsonBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The committed files with other contents of the model or the golden set, every hash made to match again. */
export async function reissued(changes: {
  model?: Uint8Array<ArrayBuffer>;
  golden?: Partial<GoldenSet>;
}): Promise<StoredFiles> {
  const files = modelFiles();
  const list = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
    files.set(name, bytes);
    return { name, bytes: bytes.length, sha256: await sha256(bytes) };
  };
  const file = changes.model ? await list(manifest.file.name, changes.model) : manifest.file;
  const set = jsonBytes({ ...golden, model: file.sha256, ...(changes.golden ?? {}) });
  const reissue = { ...manifest, file, golden: await list(manifest.golden.name, set) };
  return files.set('manifest.json', jsonBytes(reissue));
}

/** A source whose files are in memory; `reads` lists what was fetched rather than recalled. */
export function memorySource(files: StoredFiles, cache?: ModelCache): ModelSource & { reads: string[] } {
  const reads: string[] = [];
  return {
    location: 'memory',
    reads,
    ...(cache && { cache }),
    async read(name) {
      reads.push(name);
      const bytes = files.get(name);
      if (!bytes) throw new Error(`no ${name}`);
      return bytes;
    },
  };
}

export function memoryCache(entries: StoredFiles): ModelCache {
  return {
    recall: async (key) => entries.get(key) ?? null,
    keep: async (key, bytes) => void entries.set(key, bytes),
    retain: async (keys) => {
      for (const key of entries.keys()) if (!keys.includes(key)) entries.delete(key);
    },
  };
}
