import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapIntervals, resampleOnce } from '#lib/evaluation/bootstrap.ts';
import { drawsOf } from './draw.ts';
import { distancesFrom, references } from './fixtures/read-references.ts';
import {
  agreementOf,
  averagePrecision,
  balancedAccuracy,
  judgeRetrieval,
  ordered,
  precisionAt,
  votedLabel,
  weightedMean,
} from './retrieval.ts';

const labels = Int32Array.from(references.labels);

describe('what a search finds', () => {
  it('has the average precision of scikit-learn', () => {
    // The patient whom one asks for comes last here, since scikit-learn ranks all.
    const scores = Float64Array.from([...references.scores, 0]);
    const order = ordered(scores, labels.length, new Float64Array(scores.length));
    expect(averagePrecision(order, labels, 0)).toBeCloseTo(references.averagePrecision, 12);
  });

  it('is perfect where the labels are known, and by chance where nothing is', () => {
    const known = judgeRetrieval(
      labels,
      (patient) => Float64Array.from(labels, (label) => Number(label === labels[patient])),
      drawsOf(1),
    );
    expect(weightedMean(known.averagePrecision, new Uint8Array(labels.length).fill(1))).toBe(1);
    const large = Int32Array.from({ length: 600 }, (_, k) => Number(k % 3 === 0));
    const blind = judgeRetrieval(
      large,
      () => new Float64Array(600).fill(Number.NEGATIVE_INFINITY),
      drawsOf(1),
    );
    expect(weightedMean(blind.precision10, new Uint8Array(600).fill(1))).toBeCloseTo(5 / 9, 1);
  });

  it('never counts the patient herself and stays between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.double()), { minLength: 2, maxLength: 15 }), (rows) => {
        const kinds = Int32Array.from(rows, ([label]) => label);
        const scores = Float64Array.from(rows, ([, score]) => (Number.isNaN(score) ? 0 : score));
        const order = ordered(scores, 0, new Float64Array(rows.length));
        expect([...order].sort((a, b) => a - b)).toEqual([...kinds.keys()].slice(1));
        const found = precisionAt(order, kinds, kinds[0] ?? 0, 5);
        expect(found >= 0 && found <= 1).toBe(true);
      }),
    );
  });

  it('votes for the nearest of labels that are as frequent', () => {
    expect(votedLabel(Int32Array.of(2, 0, 1, 3), [5, 6, 6, 5], 4)).toBe(6);
    expect(votedLabel(new Int32Array(), [], 10)).toBe(-1);
  });

  it('counts each label alike in the balanced accuracy', () => {
    const truth = Int32Array.of(0, 0, 0, 1);
    expect(balancedAccuracy(truth, Int32Array.of(0, 0, 1, 1), [1, 1, 1, 1])).toBeCloseTo(5 / 6, 12);
    expect(balancedAccuracy(truth, Int32Array.of(0, 0, 1, 1), [0, 1, 1, 0])).toBe(0.5);
  });
});

describe('the ceiling', () => {
  it('is reached by no other order of the same knowledge', () => {
    const posteriors = Float64Array.from([0.7, 0.3, 0.2, 0.8, 0.9, 0.1, 0.5, 0.5]);
    const scores = agreementOf(posteriors, 2, 0);
    expect([...ordered(scores, 0, new Float64Array(4))]).toEqual([2, 3, 1]);
    expect(scores[2]).toBeCloseTo(0.66, 12);
  });

  it('has an interval, and so has what another search falls short of it on the same patients', () => {
    const draw = drawsOf(3);
    const search = judgeRetrieval(labels, (patient) => distancesFrom(patient).map((d) => -d), draw);
    const best = judgeRetrieval(
      labels,
      (patient) => Float64Array.from(labels, (label) => Number(label === labels[patient])),
      draw,
    );
    const samples = Array.from({ length: 100 }, () =>
      resampleOnce(labels.length, (count) => Math.floor(draw() * count)),
    );
    const { gap } = bootstrapIntervals(
      (weight) => ({
        gap: weightedMean(best.precision10, weight) - weightedMean(search.precision10, weight),
      }),
      labels.length,
      samples,
    );
    expect(gap.low).toBeGreaterThanOrEqual(0);
    expect(gap.low).toBeLessThanOrEqual(gap.estimate);
    expect(gap.high).toBeGreaterThanOrEqual(gap.estimate);
  });
});
