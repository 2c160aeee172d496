import { describe, expect, it } from 'vitest';
import { movedFeatures, type SharedRisk } from './moved-features.ts';

const riskAt = (logHazard: number) => 1 - Math.exp(-0.25 * Math.exp(logHazard));

type Part = readonly [feature: string, value: number | null, contribution: number];

function sharedRisk(parts: readonly Part[]): SharedRisk {
  const features = parts.map(([feature, value, contribution]) => ({
    feature,
    measure: feature,
    group: 'any',
    label: feature,
    value,
    unit: '1',
    contribution,
  }));
  const contributions = parts.reduce((sum, [, , contribution]) => sum + contribution, 0);
  return {
    risk: riskAt(contributions),
    sum: { baseline: 0, contributions, total: contributions, residual: 0, baselineRisk: riskAt(0) },
    attributions: [{ modality: 'ehr', label: 'Health record', contribution: contributions, features }],
  };
}

describe('moved features', () => {
  const before = sharedRisk([
    ['age', 70, 0.2],
    ['steps', 4000, -0.2],
    ['odi3', null, 0],
  ]);

  it('are the changes of the risk, largest first, with what the value was and is; what stayed moved nothing', () => {
    const after = sharedRisk([
      ['age', 70, 0.2],
      ['steps', 3000, -0.1],
      ['odi3', 19, 0.4],
    ]);
    const moved = movedFeatures(before, after);
    expect(moved.map(({ feature, from, to }) => [feature, from, to])).toEqual([
      ['odi3', null, 19],
      ['steps', 4000, 3000],
    ]);
    expect(moved.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(after.risk - before.risk, 10);
  });

  it('are three at most, and none where nothing changed', () => {
    const four = (share: number) =>
      sharedRisk(['a', 'b', 'c', 'd'].map((id, index): Part => [id, 1, share * (index + 1)]));
    expect(movedFeatures(four(0.1), four(0.2)).map(({ feature }) => feature)).toEqual(['d', 'c', 'b']);
    expect(movedFeatures(before, before)).toEqual([]);
  });
});
