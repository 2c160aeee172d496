import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallSpace } from './fixtures/small-space.ts';
import { equalWeights, learnedWeights, readWeights } from './weights.ts';

const space = smallSpace();

describe('weights set by hand', () => {
  it('sum to 1, and a view that is not named counts 0', () => {
    expect(readWeights({ chart: 4 }, space)).toEqual({ ok: true, weights: { chart: 1, genome: 0 } });
    expect(readWeights({ chart: 1, genome: 3 }, space)).toEqual({
      ok: true,
      weights: { chart: 0.25, genome: 0.75 },
    });
  });

  it('bear any size', () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true }), (size) => {
        const read = readWeights({ chart: size, genome: size }, space);
        expect(read).toEqual({ ok: true, weights: { chart: 0.5, genome: 0.5 } });
      }),
    );
  });

  it.each([
    [{ chart: 0, genome: 0 }, 'All weights are 0'],
    [{}, 'All weights are 0'],
    [{ chart: -1 }, 'below 0'],
    [{ chart: Number.NaN }, 'not a number'],
    [{ chart: Number.POSITIVE_INFINITY }, 'not a number'],
    [{ chart: '1' }, 'not a number'],
    [{ liver: 1 }, 'no view "liver"'],
    [null, 'one number for each view'],
    [[1, 2], 'one number for each view'],
  ])('are refused in a sentence: %j', (given, sentence) => {
    const read = readWeights(given, space);
    expect(read.ok ? '' : read.issue.message).toContain(sentence);
  });
});

it('counts each view the same, or as the space learned', () => {
  expect(equalWeights(space)).toEqual({ chart: 0.5, genome: 0.5 });
  const [chart, genome] = space.views;
  const learned = smallSpace({
    views: [
      { ...chart, weight: 0.9 },
      { ...genome, weight: 0.1 },
    ],
  });
  expect(learnedWeights(learned).chart).toBeCloseTo(0.9, 12);
});
