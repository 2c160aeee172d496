import { describe, expect, it } from 'vitest';
import { featureSpec, notRecorded, vectorOf } from './fixtures/vectors.ts';
import { askSpreads, reportSpreads } from './spreads.ts';
import type { Prediction } from './survival-outputs.ts';

const fraction = featureSpec('echo.ejection-fraction', { label: 'Ejection fraction', plausible: [1, 95] });
const read = (value: number, spread: number) => ({ value, from: [], spread });
const endsOf = (outcome: ReturnType<typeof read> | number) =>
  askSpreads(
    vectorOf([
      [featureSpec('age'), 70],
      [fraction, outcome],
    ]),
  ).flatMap(({ rows }) => rows.map(({ values, present }) => [...values, ...present]));

/** One day, so that the risk of a row is one less its survival. */
const predictionOf = (risks: readonly number[]): Prediction => ({
  rows: risks.length,
  days: 1,
  members: 0,
  logHazard: new Float32Array(),
  survival: Float32Array.from(risks, (risk) => 1 - risk),
  memberSurvival: new Float32Array(),
});

describe('spreads', () => {
  it('put a finding of a network at either end of its 90 % range, all else as it is', () => {
    const [low = [], high = []] = endsOf(read(40, 4));
    expect(low).toEqual([70, expect.closeTo(33.42, 1), 1, 1]);
    expect(high).toEqual([70, expect.closeTo(46.58, 1), 1, 1]);
  });

  it('stay within what is plausible', () => {
    expect(endsOf(read(93, 4)).map((row) => row[1])).toEqual([expect.closeTo(86.42, 1), 95]);
  });

  it('are none of a measured value, of a missing one and of a network that states none', () => {
    expect(endsOf(40)).toEqual([]);
    expect(endsOf(read(40, 0))).toEqual([]);
    expect(askSpreads(vectorOf([[fraction, notRecorded()]]))).toEqual([]);
  });

  it('give the lower risk first, whichever end it is of', () => {
    const questions = askSpreads(vectorOf([[fraction, read(40, 4)]]));
    expect(reportSpreads(questions, predictionOf([0.9, 0.4, 0.2]), 1)).toEqual([
      {
        feature: 'echo.ejection-fraction',
        label: 'Ejection fraction',
        low: expect.closeTo(0.2, 6),
        high: expect.closeTo(0.4, 6),
      },
    ]);
  });
});
