import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import type { Reason, Reasons } from './reasons.ts';

const reason = (measure: string, points: number, words = measure): Reason => ({
  modality: 'ehr',
  measure,
  words,
  short: words,
  value: words,
  contribution: points,
  points,
});
const reasons = (findings: readonly Reason[], treatments: readonly Reason[] = []): Reasons => ({
  baselineRisk: 0.2,
  risk: 0.2 + [...findings, ...treatments].reduce((sum, { points }) => sum + points, 0),
  findings,
  treatments,
});

describe('changes', () => {
  it('are the differences of the points, largest first, in the words of the later time', () => {
    const before = reasons([reason('crp', 0.01, 'CRP 5'), reason('pulse', 0.05)]);
    const now = reasons([reason('crp', 0.07, 'CRP 34'), reason('pulse', 0.02)]);
    expect(changesBetween(before, now)).toEqual([
      { modality: 'ehr', measure: 'crp', words: 'CRP 34', was: 'CRP 5', points: expect.closeTo(0.06, 9) },
      { modality: 'ehr', measure: 'pulse', words: 'pulse', was: null, points: expect.closeTo(-0.03, 9) },
    ]);
  });

  it('count what was not known at one of the times', () => {
    const one = reasons([reason('crp', 0.04)]);
    expect(changesBetween(reasons([]), one)[0]).toMatchObject({ measure: 'crp', points: 0.04 });
    expect(changesBetween(one, reasons([]))[0]).toMatchObject({ measure: 'crp', points: -0.04 });
  });

  it('leave out trifles and prescriptions', () => {
    const before = reasons([reason('crp', 0.01)]);
    const now = reasons([reason('crp', 0.012)], [reason('medication.statin', 0.1)]);
    expect(changesBetween(before, now)).toEqual([]);
  });
});
