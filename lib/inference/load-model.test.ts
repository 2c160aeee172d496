import { describe, expect, it } from 'vitest';
import type { ModelInputs } from '#lib/contract/model-inputs.ts';
import { golden, graph, manifest, modelFiles, own, reissued } from './fixtures/committed-model.ts';
import { jsonBytes, memoryCache, memorySource, type StoredFiles } from './fixtures/memory-source.ts';
import { goldenCases, twoGraphModel } from './fixtures/small-models.ts';
import { loadModel } from './load-model.ts';
import type { LoadProgress } from './progress.ts';
import { sha256 } from './verified-file.ts';

const ignore = () => undefined;

const [firstFeature, ...otherFeatures] = own.features;
const withFirst = (change: object): ModelInputs => ({
  ...own,
  features: firstFeature ? [{ ...firstFeature, ...change }, ...otherFeatures] : [],
});

describe('loadModel', () => {
  it('accepts the committed model', async () => {
    const stages: LoadProgress['stage'][] = [];
    const files = await loadModel(memorySource(modelFiles()), own, ({ stage }) => stages.push(stage));
    expect(files.manifest).toEqual(manifest);
    expect(files.graphs.get(graph.name)?.length).toBe(graph.file.bytes);
    expect(stages).toContain('verifying');
  });

  it.each([graph.file.name, manifest.golden.name])('refuses %s with one changed bit', async (name) => {
    const files = modelFiles();
    const damaged = new Uint8Array(files.get(name) ?? []);
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
    files.set(name, damaged);
    await expect(loadModel(memorySource(files), own, ignore)).rejects.toMatchObject({
      name: 'ModelError',
      tag: 'integrity',
      message: expect.stringContaining(name),
    });
  });

  it.each([
    ['an input that it does not read', { ...own, features: otherFeatures }],
    ['an input in another unit', withFirst({ unit: 'furlong' })],
    ['an input of another range', withFirst({ plausible: [0, 1] })],
    ['an input that it reads in another way', withFirst({ version: 99 })],
  ])('refuses a model for %s, and names it', async (_, mine) => {
    await expect(loadModel(memorySource(modelFiles()), mine, ignore)).rejects.toMatchObject({
      tag: 'contract',
      message: expect.stringContaining(`it was trained on ${firstFeature?.id} `),
    });
  });

  it('gives a model its inputs in its own order, whatever else the program reads', async () => {
    const more = { id: 'another', unit: '1', plausible: [0, 1] as const, version: 1 };
    const mine = { ...own, features: [more, ...own.features.toReversed()] };
    const files = await loadModel(memorySource(modelFiles()), mine, ignore);
    expect(files.manifest.inputs).toEqual(manifest.inputs);
  });

  it('refuses a manifest whose inputs, or their order, are not those of its contract', async () => {
    for (const inputs of [{ ...own, features: own.features.toReversed() }, withFirst({ unit: 'mg' })]) {
      const files = modelFiles().set('manifest.json', jsonBytes({ ...manifest, inputs }));
      await expect(loadModel(memorySource(files), inputs, ignore)).rejects.toMatchObject({
        tag: 'manifest',
        message: expect.stringContaining('not those of its contract'),
      });
    }
  });

  it('names the field of a manifest that is not valid', async () => {
    const files = modelFiles().set('manifest.json', jsonBytes({ ...manifest, horizonDays: 0 }));
    await expect(loadModel(memorySource(files), own, ignore)).rejects.toMatchObject({
      tag: 'manifest',
      message: expect.stringContaining('horizonDays'),
    });
    files.set('manifest.json', new TextEncoder().encode('{"id":'));
    await expect(loadModel(memorySource(files), own, ignore)).rejects.toMatchObject({ tag: 'manifest' });
  });

  it('refuses a golden set of the right hash but another shape', async () => {
    const [first] = golden.cases;
    if (!first) throw new Error('no golden case');
    const short = { ...first, inputs: { ...first.inputs, values: { shape: [1, 1], data: [1] } } };
    const torn = {
      ...first,
      outputs: { ...first.outputs, log_hazard: { shape: [1], data: [0, 0] } },
    };
    for (const one of [short, torn, { ...first, outputs: {} }]) {
      const files = await reissued({ golden: { cases: [one] } });
      await expect(loadModel(memorySource(files), own, ignore)).rejects.toMatchObject({ tag: 'manifest' });
    }
  });

  it('refuses a golden set that another model file gave', async () => {
    const files = await reissued({ golden: { graphs: { [graph.name]: '0'.repeat(64) } } });
    await expect(loadModel(memorySource(files), own, ignore)).rejects.toMatchObject({ tag: 'manifest' });
  });
});

describe('a model of several graphs', () => {
  it('is refused when one of its graphs has no golden case', async () => {
    const cases = goldenCases.filter((one) => one.graph === 'estimate');
    const { files, own: mine } = await twoGraphModel({ cases });
    await expect(loadModel(memorySource(files), mine, ignore)).rejects.toMatchObject({ tag: 'manifest' });
  });

  it('is refused when any of its files is another, and the file is named', async () => {
    for (const name of ['estimate.onnx', 'encoder.onnx']) {
      const { files, own: mine } = await twoGraphModel();
      files.set(name, new Uint8Array(files.get(name)?.length ?? 0));
      await expect(loadModel(memorySource(files), mine, ignore)).rejects.toMatchObject({
        tag: 'integrity',
        message: expect.stringContaining(name),
      });
    }
  });

  it('tells one progress of all its files, which only grows and ends at 1', async () => {
    const { files, own: mine, manifest: described } = await twoGraphModel();
    const told: LoadProgress[] = [];
    await loadModel(memorySource(files), mine, (progress) => told.push(progress));
    const fractions = told.flatMap((one) => (one.stage === 'downloading' ? [one.fraction] : []));
    expect(fractions).toHaveLength(2 * described.graphs.length);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions[0]).toBeGreaterThan(0);
    expect(fractions[0]).toBeLessThan(0.5);
    expect(fractions.at(-1)).toBe(1);
  });

  it('keeps the files of all its graphs in the cache, and nothing older', async () => {
    const { files, own: mine, manifest: described } = await twoGraphModel();
    const entries: StoredFiles = new Map([['0ld', new Uint8Array(1)]]);
    await loadModel(memorySource(files, memoryCache(entries)), mine, ignore);
    const graphHashes = described.graphs.map(({ file }) => file.sha256);
    expect([...entries.keys()].sort()).toEqual(
      ['manifest.json', described.golden.sha256, ...graphHashes].sort(),
    );
    const offline = memorySource(new Map(), memoryCache(entries));
    const { graphs } = await loadModel(offline, mine, ignore);
    expect([...graphs.keys()].sort()).toEqual(['encoder', 'estimate']);
    expect(offline.reads).toEqual(['manifest.json']);
  });
});

describe('the cache', () => {
  it('serves the second visit, without a network too, and drops older versions', async () => {
    const entries: StoredFiles = new Map([['0ld', new Uint8Array(1)]]);
    await loadModel(memorySource(modelFiles(), memoryCache(entries)), own, ignore);
    expect([...entries.keys()].sort()).toEqual(
      ['manifest.json', graph.file.sha256, manifest.golden.sha256].sort(),
    );
    const offline = memorySource(new Map(), memoryCache(entries));
    const files = await loadModel(offline, own, ignore);
    expect(files.graphs.get(graph.name)?.length).toBe(graph.file.bytes);
    expect(offline.reads).toEqual(['manifest.json']);
  });

  it('checks a cached copy too, and fetches a broken one again', async () => {
    const entries: StoredFiles = new Map([[graph.file.sha256, new Uint8Array(graph.file.bytes)]]);
    const source = memorySource(modelFiles(), memoryCache(entries));
    const model = (await loadModel(source, own, ignore)).graphs.get(graph.name) ?? new Uint8Array();
    expect(await sha256(model)).toBe(graph.file.sha256);
    expect(source.reads).toContain(graph.file.name);
    expect(entries.get(graph.file.sha256)).toEqual(model);
  });
});
