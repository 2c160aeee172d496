import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contractHash, contractOf } from './contract.ts';
import type { FeatureSpec } from './feature.ts';

const file = JSON.parse(readFileSync(new URL('../../public/models/contract.json', import.meta.url), 'utf8'));
const features: readonly FeatureSpec[] = file.features;
const ofModality = (id: string) => features.filter(({ modality }) => modality === id);

describe('contract', () => {
  it('hashes the committed features of each modality to the committed hash', async () => {
    // A modality may have no features yet: imaging is measured in the viewer.
    const modalities = Object.keys(file.sha256);
    expect(modalities).toEqual(expect.arrayContaining(features.map(({ modality }) => modality)));
    for (const id of modalities) expect(await contractHash(contractOf(ofModality(id)))).toBe(file.sha256[id]);
  });

  it('depends on the order, ids, units and ranges of features, and on no word that describes them', async () => {
    const reordered = features.map((spec) => Object.fromEntries(Object.entries(spec).toReversed()));
    expect(canonicalJson(reordered)).toBe(canonicalJson(features));
    const [first, second, ...rest] = features;
    if (!first || !second) throw new Error('the contract is empty');
    const hashes = await Promise.all(
      [
        [second, first, ...rest],
        [{ ...first, unit: 'mg' }, second, ...rest],
        [{ ...first, plausible: [0, 1] as const }, second, ...rest],
        [{ ...first, id: 'other' }, second, ...rest],
      ].map((specs) => contractHash(contractOf(specs))),
    );
    const own = await contractHash(contractOf(features));
    expect(new Set([...hashes, own]).size).toBe(5);
    const reworded = { ...first, label: 'x', group: 'y', source: 'z', measure: 'm' };
    expect(await contractHash(contractOf([reworded, second, ...rest]))).toBe(own);
  });
});
