import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hazardTargets } from '../hazard.ts';
import { describeCohort } from './describe.ts';
import { describeAsText } from './description-table.ts';
import { weightedCorrelation, weightedCovariance } from './weighted-moments.ts';

describe('weighted moments', () => {
  it('are those of a sample in which each patient is repeated', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    const rows = fc.array(fc.tuple(value, value, fc.integer({ min: 0, max: 3 })), {
      minLength: 3,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (drawn) => {
        const repeated = drawn.flatMap(([x, y, times]) =>
          Array.from({ length: times }, () => [x, y] as const),
        );
        fc.pre(repeated.length > 0);
        const mean = (read: (row: readonly [number, number]) => number) =>
          repeated.reduce((sum, row) => sum + read(row), 0) / repeated.length;
        const [x, y] = [mean(([a]) => a), mean(([, b]) => b)];
        const expected = mean(([a, b]) => (a - x) * (b - y));
        const [xs, ys, weight] = [0, 1, 2].map((column) => drawn.map((row) => row[column] ?? 0));
        expect(weightedCovariance(xs ?? [], ys ?? [], weight ?? [])).toBeCloseTo(expected, 8);
      }),
    );
  });

  it('give 1 and −1 for a line', () => {
    const xs = [1, 2, 5, 9];
    expect(weightedCorrelation(xs, [2, 4, 10, 18], [1, 1, 1, 1])).toBeCloseTo(1, 12);
    expect(weightedCorrelation(xs, [-1, -2, -5, -9], [1, 0, 2, 1])).toBeCloseTo(-1, 12);
  });
});

describe('the description of a cohort', () => {
  const description = describeCohort({ cohort: 'hf', patients: 700, seed: 271_828 });
  const found = (words: string) => {
    const row = description.truth.find(({ name }) => name.includes(words));
    if (row === undefined) throw new Error(`No row with ${words}`);
    return row.found;
  };

  it('finds again what was stated, within its own uncertainty', () => {
    const stated: [string, number][] = [
      ['Standard deviation', hazardTargets.deviation],
      ['EHR', hazardTargets.components.ehr],
      ['imaging (ventricle)', hazardTargets.components.imaging],
      ['wearables (autonomic tone)', hazardTargets.components.wearables],
      ['variance: genomics', hazardTargets.components.genomics],
      ['of imaging and wearables', hazardTargets.interactions.imagingWearables],
      ['of imaging and genomics', hazardTargets.interactions.imagingGenomics],
      ['readmitted within 30 days', 0.22],
      ['Oracle Harrell C, 30 days', 0.71],
    ];
    for (const [words, wanted] of stated) {
      const { estimate, low, high } = found(words);
      expect(Math.abs(estimate - wanted), words).toBeLessThan(high - low);
    }
  });

  it('divides the variance without a remainder, and finds the interactions', () => {
    const shares = ['EHR', 'imaging (ventricle)', 'wearables (autonomic tone)', 'variance: genomics'].map(
      (words) => found(words).estimate,
    );
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 9);
    expect(found('beyond any sum').low).toBeGreaterThan(0.02);
  });

  it('says all of it in one text', () => {
    const text = describeAsText(description);
    for (const { name, meant } of description.truth) {
      expect(text).toContain(name);
      expect(text).toContain(meant);
    }
    expect(text).toContain('ADHERE');
    expect(text).not.toMatch(/NaN|undefined/);
  });
});
