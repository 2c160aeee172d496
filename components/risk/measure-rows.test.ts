import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureAttribution, ModalityAttribution } from '#lib/contract/risk-report.ts';
import { modalityRows } from './measure-rows.ts';

const feature = (id: string, contribution: number, value: number | null = 1): FeatureAttribution => ({
  feature: id,
  measure: id.split('.')[0] ?? id,
  group: 'Electrolytes',
  label: id,
  value,
  unit: '1',
  contribution,
});
const modality = (features: readonly FeatureAttribution[]): ModalityAttribution => ({
  modality: 'ehr',
  label: 'Health record',
  contribution: features.reduce((sum, f) => sum + f.contribution, 0),
  features,
});

describe('modalityRows', () => {
  it('adds the features of a measure, heads it by its level and sorts by size', () => {
    const [rows] = modalityRows([
      modality([
        feature('sodium.last', 0.1),
        feature('potassium.trend', -0.3),
        feature('potassium.last', -0.2),
        feature('albumin.last', 0, null),
      ]),
    ]);
    expect(rows?.measures.map(({ measure, label, contribution }) => [measure, label, contribution])).toEqual([
      ['potassium', 'Potassium', -0.5],
      ['sodium', 'Sodium', 0.1],
    ]);
    expect(rows?.measures[0]?.headline.feature).toBe('potassium.last');
    expect(rows?.measures[0]?.features.map((f) => f.feature)).toEqual(['potassium.trend', 'potassium.last']);
  });

  it('loses nothing: measures add up to the modality', () => {
    const arbitrary = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.double({ min: -3, max: 3, noNaN: true })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(arbitrary, (pairs) => {
        const source = modality(pairs.map(([measure, c], i) => feature(`${measure}.${i}`, c)));
        const [rows] = modalityRows([source]);
        const sum = (rows?.measures ?? []).reduce((total, row) => total + row.contribution, 0);
        expect(sum).toBeCloseTo(source.contribution, 9);
      }),
    );
  });
});
