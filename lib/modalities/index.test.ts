import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modalityIds, ownInputs, specsOf, tensorSpecsOf } from './index.ts';

const featureSpecs = specsOf(modalityIds);
const tensorSpecs = tensorSpecsOf(modalityIds);

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Every file and package that loading a file loads, type-only imports aside. */
function loadedBy(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, what = '', from = ''] of read(path).matchAll(
    /^(?:import|export) ([^;]*?)from '([^']+)'/gms,
  )) {
    if (what.startsWith('type ')) continue;
    const file = from.startsWith('#')
      ? from.slice(1)
      : new URL(from, new URL(path, root)).href.replace(root.href, '');
    if (from.startsWith('#') || from.startsWith('.')) loadedBy(file, seen);
    else seen.add(from);
  }
  return seen;
}

describe('modalities', () => {
  it('give a program all their features and tensors as inputs, in contract order', () => {
    const { features, tensors } = ownInputs();
    expect(features.map(({ id }) => id)).toEqual(featureSpecs.map(({ id }) => id));
    expect(tensors.map(({ id }) => id)).toEqual(tensorSpecs.map(({ id }) => id));
    const modalitiesInOrder = [...new Set(featureSpecs.map(({ modality }) => modality))];
    expect(modalitiesInOrder).toEqual(modalityIds.filter((id) => modalitiesInOrder.includes(id)));
    expect(specsOf(['genomics', 'ehr'])).toEqual(
      featureSpecs.filter(({ modality }) => ['ehr', 'genomics'].includes(modality)),
    );
  });

  it('describe features with unique ids, a unit, a source and an ordered range', () => {
    expect(new Set(featureSpecs.map(({ id }) => id)).size).toBe(featureSpecs.length);
    for (const { label, unit, source, plausible, group } of featureSpecs) {
      expect([label, unit, source, group].every((text) => text.length > 0)).toBe(true);
      expect(plausible[0]).toBeLessThan(plausible[1]);
    }
  });

  it('describe tensors with unique ids, a label, a source and a shape', () => {
    expect(new Set(tensorSpecs.map(({ id }) => id)).size).toBe(tensorSpecs.length);
    for (const { label, source, shape, version } of tensorSpecs) {
      expect([label, source].every((text) => text.length > 0)).toBe(true);
      expect([...shape, version].every((number) => Number.isInteger(number) && number > 0)).toBe(true);
    }
  });

  it('let a page compute features without the unit tables, which only the parser loads', () => {
    const tables = '@lhncbc/ucum-lhc';
    expect(loadedBy('lib/modalities/record.ts')).toContain(tables);
    for (const light of ['lib/modalities/index.ts', 'lib/fusion/vectorise.ts', 'lib/models/index.ts'])
      expect(loadedBy(light)).not.toContain(tables);
  });
});
