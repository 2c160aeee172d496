import { describe, expect, it } from 'vitest';
import type { DriftRow } from '#lib/monitoring/drift.ts';
import { driftGroups, furthestRows, reachOf } from './drift-groups.ts';
import { changeText, limitsText, outcomeText, pText } from './monitor-text.ts';

const row = (own: Partial<DriftRow>): DriftRow => ({
  modality: 'vital-signs',
  feature: 'temperature',
  label: 'Temperature',
  unit: 'Cel',
  test: 'psi',
  value: 0.1,
  usual: 0.02,
  band: 0.05,
  typical: [36.91, 37.4],
  patients: [300, 100],
  p: 0.2,
  alarm: false,
  ...own,
});

describe('groups of drift', () => {
  it('are one for each modality and one of what is missing', () => {
    const rows = [row({}), row({ test: 'missing' }), row({ modality: 'laboratory', feature: 'lactate' })];
    expect(driftGroups(rows).map(({ id, rows: own }) => [id, own.length])).toEqual([
      ['vital-signs', 1],
      ['laboratory', 1],
      ['missing', 1],
    ]);
  });

  it('show of each feature the test that reaches furthest, and an alarm before all', () => {
    const [quiet, alarmed] = [row({ value: 1 }), row({ test: 'ks', value: 0.06, alarm: true })];
    expect(furthestRows([quiet, alarmed])).toEqual([alarmed]);
    expect(furthestRows([row({ value: 0.01 }), quiet])).toEqual([quiet]);
    expect(reachOf(row({ value: -0.1 }))).toBe(0);
    expect(reachOf(row({ value: 0.1, band: 0.05 }))).toBe(2);
  });
});

describe('words of what is watched', () => {
  it('bear their units', () => {
    expect(changeText(row({}))).toBe('36.91 → 37.40 °C');
    expect(changeText(row({ test: 'missing', typical: [0.2, 0.6] }))).toBe('20 % → 60 %');
    const kind = { id: 'alerts', label: 'Alerts', unit: '/d', most: 12 } as const;
    expect(limitsText(kind, -1.5, 0.25, true)).toBe('−1.50 per day to +0.25 per day');
    expect(outcomeText({ ...kind, unit: '1' }, 0.123)).toBe('12.3 %');
    expect(outcomeText({ ...kind, unit: '1' }, 0.123, true)).toBe('+12.3 points');
  });

  it('never say that a p value is 0', () => {
    expect([0, 0.001, 0.0123, 1].map(pText)).toEqual(['< 0.001', '0.001', '0.01', '1.00']);
  });
});
