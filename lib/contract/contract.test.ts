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

  it('does not depend on the order of keys, but on every value and on the order of features', async () => {
    const reordered = features.map((spec) => Object.fromEntries(Object.entries(spec).toReversed()));
    expect(canonicalJson(reordered)).toBe(canonicalJson(features));
    const [first, second, ...rest] = features;
    if (!first || !second) throw new Error('the contract is empty');
    const hashes = await Promise.all(
      [
        [second, first, ...rest],
        [{ ...first, unit: 'mg' }, second, ...rest],
      ].map((specs) => contractHash(contractOf(specs))),
    );
    expect(new Set([...hashes, await contractHash(contractOf(features))]).size).toBe(3);
  });
});
