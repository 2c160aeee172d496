import { describe, expect, it } from 'vitest';
import {
  contract,
  jsonBytes,
  manifest,
  memoryCache,
  memorySource,
  modelFiles,
  reissued,
  type StoredFiles,
} from './fixtures/committed-model.ts';
import { loadModel } from './load-model.ts';
import type { LoadProgress } from './progress.ts';
import { sha256 } from './verified-file.ts';

const ignore = () => undefined;

describe('loadModel', () => {
  it('accepts the committed model', async () => {
    const stages: LoadProgress['stage'][] = [];
    const files = await loadModel(memorySource(modelFiles()), contract, ({ stage }) => stages.push(stage));
    expect(files.manifest).toEqual(manifest);
    expect(files.model.length).toBe(manifest.file.bytes);
    expect(stages).toContain('verifying');
  });

  it.each([manifest.file.name, manifest.golden.name])('refuses %s with one changed bit', async (name) => {
    const files = modelFiles();
    const damaged = new Uint8Array(files.get(name) ?? []);
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
    files.set(name, damaged);
    await expect(loadModel(memorySource(files), contract, ignore)).rejects.toMatchObject({
      name: 'ModelError',
      tag: 'integrity',
      message: expect.stringContaining(name),
    });
  });

  it('refuses a model of another contract, and one whose inputs are in another order', async () => {
    const other = { ...contract, sha256: '0'.repeat(63).concat('1') };
    const swapped = { ...contract, features: contract.features.toReversed() };
    for (const mine of [other, swapped]) {
      await expect(loadModel(memorySource(modelFiles()), mine, ignore)).rejects.toMatchObject({
        tag: 'contract',
      });
    }
  });

  it('names the field of a manifest that is not valid', async () => {
    const files = modelFiles().set('manifest.json', jsonBytes({ ...manifest, horizonDays: 0 }));
    await expect(loadModel(memorySource(files), contract, ignore)).rejects.toMatchObject({
      tag: 'manifest',
      message: expect.stringContaining('horizonDays'),
    });
    files.set('manifest.json', new TextEncoder().encode('{"id":'));
    await expect(loadModel(memorySource(files), contract, ignore)).rejects.toMatchObject({ tag: 'manifest' });
  });

  it('refuses a golden set of the right hash but another shape', async () => {
    const short = {
      name: 'short',
      values: [1],
      present: [1 as const],
      logHazard: 0,
      survival: [],
      memberSurvival: [],
    };
    const files = await reissued({ golden: { cases: [short] } });
    await expect(loadModel(memorySource(files), contract, ignore)).rejects.toMatchObject({ tag: 'manifest' });
  });
});

it('refuses a golden set that another model file gave', async () => {
  const files = await reissued({ golden: { model: '0'.repeat(64) } });
  await expect(loadModel(memorySource(files), contract, ignore)).rejects.toMatchObject({ tag: 'manifest' });
});

describe('the cache', () => {
  it('serves the second visit, without a network too, and drops older versions', async () => {
    const entries: StoredFiles = new Map([['0ld', new Uint8Array(1)]]);
    await loadModel(memorySource(modelFiles(), memoryCache(entries)), contract, ignore);
    expect([...entries.keys()].sort()).toEqual(
      ['manifest.json', manifest.file.sha256, manifest.golden.sha256].sort(),
    );
    const offline = memorySource(new Map(), memoryCache(entries));
    const files = await loadModel(offline, contract, ignore);
    expect(files.model.length).toBe(manifest.file.bytes);
    expect(offline.reads).toEqual(['manifest.json']);
  });

  it('checks a cached copy too, and fetches a broken one again', async () => {
    const entries: StoredFiles = new Map([[manifest.file.sha256, new Uint8Array(manifest.file.bytes)]]);
    const source = memorySource(modelFiles(), memoryCache(entries));
    const { model } = await loadModel(source, contract, ignore);
    expect(await sha256(model)).toBe(manifest.file.sha256);
    expect(source.reads).toContain(manifest.file.name);
    expect(entries.get(manifest.file.sha256)).toEqual(model);
  });
});
