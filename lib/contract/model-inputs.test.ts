import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FeatureSpec } from './feature.ts';
import { modelManifest } from './manifest.ts';
import type { TensorSpec } from './modality.ts';
import { canonicalJson, inputsHash, inputsOf, type ModelInputs, mismatchOf } from './model-inputs.ts';

const feature = (id: string, more: Partial<FeatureSpec> = {}): FeatureSpec => ({
  id,
  label: `The ${id}`,
  measure: id,
  group: 'Group',
  unit: 'mmol/L',
  plausible: [0, 10],
  source: 'A paper',
  modality: 'ehr',
  ...more,
});

const tensor = (id: string, more: Partial<TensorSpec> = {}): TensorSpec => ({
  id,
  label: `The ${id}`,
  shape: [1, 2, 2],
  version: 1,
  source: 'A standard',
  modality: 'imaging',
  ...more,
});

const features = [feature('potassium.last'), feature('age', { unit: 'a', plausible: [0, 130] })];
const tensors = [tensor('radiograph.frontal')];
/** A model that reads all of it; each test changes the program. */
const trained = inputsOf(features, tensors);

const reading = (feature0: Partial<FeatureSpec>, tensor0: Partial<TensorSpec> = {}): ModelInputs =>
  inputsOf(
    features.map((one, k) => (k === 0 ? { ...one, ...feature0 } : one)),
    tensors.map((one) => ({ ...one, ...tensor0 })),
  );

describe('what leaves a model valid', () => {
  it.each<[string, ModelInputs]>([
    ['nothing', trained],
    [
      'a new feature before, between and after',
      inputsOf([feature('new'), ...features, feature('b')], tensors),
    ],
    ['a new tensor', inputsOf(features, [tensor('other'), ...tensors])],
    ['a new modality', inputsOf([...features, feature('x', { modality: 'toy' })], tensors)],
    ['another order of what the program reads', inputsOf(features.toReversed(), tensors)],
  ])('%s', (_, own) => expect(mismatchOf(trained, own)).toBeNull());

  it.each<[string, Partial<FeatureSpec>]>([
    ['label', { label: 'Kalium' }],
    ['heading', { group: 'Electrolytes' }],
    ['source', { source: 'Another paper' }],
    ['measure', { measure: 'k' }],
    ['modality', { modality: 'laboratory' }],
    ['alternative', { alternative: 'sodium' }],
    ['first version, written down', { version: 1 }],
  ])('another %s, nor does the hash change', async (_, change) => {
    expect(mismatchOf(trained, reading(change))).toBeNull();
    expect(await inputsHash(reading(change))).toBe(await inputsHash(trained));
    const tensorChange = { label: 'x', source: 'y', modality: 'z' };
    expect(await inputsHash(reading({}, tensorChange))).toBe(await inputsHash(trained));
  });
});

describe('what refuses a model, with a sentence that names the input', () => {
  it.each<[string, ModelInputs, string]>([
    [
      'another unit',
      reading({ unit: 'mg/dL' }),
      'it was trained on potassium.last in unit mmol/L, and here it is in mg/dL',
    ],
    [
      'another range',
      reading({ plausible: [0, 12] }),
      'it was trained on potassium.last from 0 to 10 mmol/L, and here its range is 0 to 12',
    ],
    [
      'another version',
      reading({ version: 2 }),
      'it was trained on potassium.last as reading 1 gives it, and here it is reading 2',
    ],
    [
      'a removed feature',
      inputsOf(features.slice(1), tensors),
      'it was trained on potassium.last that this program does not read',
    ],
    [
      'another shape of a tensor',
      reading({}, { shape: [1, 4, 4] }),
      'it was trained on radiograph.frontal of shape 1 × 2 × 2, and here it has 1 × 4 × 4',
    ],
    [
      'another version of a tensor',
      reading({}, { version: 3 }),
      'it was trained on radiograph.frontal as reading 1 gives it, and here it is reading 3',
    ],
    [
      'a removed tensor',
      inputsOf(features, []),
      'it was trained on radiograph.frontal that this program does not read',
    ],
    [
      'a tensor that became a feature',
      inputsOf([...features, feature('radiograph.frontal')], []),
      'it was trained on radiograph.frontal that this program does not read',
    ],
  ])('%s', (_, own, sentence) => expect(mismatchOf(trained, own)).toBe(sentence));
});

describe('inputsHash', () => {
  it('depends on order, ids, units, ranges, versions and shapes, each by itself', async () => {
    const others = [
      trained,
      inputsOf(features.toReversed(), tensors),
      reading({ id: 'other' }),
      reading({ unit: 'mg/dL' }),
      reading({ plausible: [0, 1] }),
      reading({ version: 2 }),
      reading({}, { id: 'other' }),
      reading({}, { shape: [2, 2, 1] }),
      reading({}, { version: 2 }),
      inputsOf(features, []),
    ];
    const hashes = await Promise.all(others.map(inputsHash));
    expect(new Set(hashes).size).toBe(others.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on the order in which keys were written', async () => {
    const reordered = {
      tensors: trained.tensors,
      features: trained.features.map(({ id, unit, plausible, version }) => ({
        version,
        plausible,
        unit,
        id,
      })),
    };
    expect(canonicalJson(reordered)).toBe(canonicalJson(trained));
    expect(await inputsHash(reordered)).toBe(await inputsHash(trained));
  });

  it('is the SHA-256 of the canonical JSON, as any other program computes it', async () => {
    const small: ModelInputs = {
      features: [{ id: 'a', unit: '1', plausible: [0, 0.5], version: 1 }],
      tensors: [],
    };
    expect(canonicalJson(small)).toBe(
      '{"features":[{"id":"a","plausible":[0,0.5],"unit":"1","version":1}],"tensors":[]}',
    );
    expect(await inputsHash(small)).toBe('53744cffaa15fb668d71fa2ead0699d76871f4d682626df8da397f861c1f532e');
  });

  it('is the contract of the committed model', async () => {
    const file = new URL('../../public/models/readmission/2/manifest.json', import.meta.url);
    const manifest = modelManifest.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(await inputsHash(manifest.inputs)).toBe(manifest.contract);
  });
});
