import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inTheLargeP, type Prediction, slopeP } from './calibration-process.ts';
import { boundsAfter, stakeOn } from './hedged-capital.ts';
import { largestDistance } from './kolmogorov-smirnov.ts';
import { logGamma } from './log-gamma.ts';
import { gaussianKernel, meanDiscrepancy } from './mean-discrepancy.ts';
import { mixtureP } from './normal-mixture.ts';
import { poolFeature } from './pooled-feature.ts';
import { stabilityIndex } from './population-stability.ts';
import { recalibrate } from './recalibration.ts';
import { sampleRatioP } from './sample-ratio.ts';

const numbers = z.array(z.number());

/** Made by `scripts/monitoring-references.py` with SciPy and NumPy. */
const references = z
  .object({
    bounded: z.object({ values: numbers, low: z.number(), high: z.number() }),
    mixture: z.array(
      z.object({ difference: z.number(), variance: z.number(), expected: z.number(), p: z.number() }),
    ),
    sampleRatio: z.object({ counts: numbers, shares: numbers, p: z.number() }),
    logGamma: z.array(z.object({ x: z.number(), value: z.number() })),
    windows: z.object({ reference: numbers, current: numbers, psi: z.number(), ks: z.number() }),
    latents: z.object({ rows: z.array(numbers), reference: z.number(), mmd: z.number() }),
    predictions: z.object({
      probability: numbers,
      outcome: z.array(z.literal([0, 1])),
      inTheLarge: z.number(),
      slope: z.number(),
      inTheLargeP: z.number(),
      slopeP: z.number(),
    }),
  })
  .parse(JSON.parse(readFileSync(new URL('fixtures/references.json', import.meta.url), 'utf8')));

const LEVEL = 0.05;
/** How many of the predictions the reference works through, every beginning of a change by itself. */
const FOLLOWED = 120;

describe('what SciPy and NumPy say', () => {
  it('is said of the bounds of a mean, which the reference finds on a grid of 100,000 means', () => {
    const { values, low, high } = references.bounded;
    const stakes = stakeOn(Float64Array.from(values), LEVEL);
    const everyTime = values.map((_, at) => at + 1);
    const last = boundsAfter(stakes, everyTime, LEVEL).at(-1);
    expect(Math.abs((last?.low ?? 0) - low)).toBeLessThan(2e-5);
    expect(Math.abs((last?.high ?? 0) - high)).toBeLessThan(2e-5);
  });

  it.each(references.mixture)(
    'is said of a mixture: $difference by $variance',
    ({ expected, p, ...look }) => {
      expect(mixtureP([look], expected)[0]).toBeCloseTo(p, 8);
    },
  );

  it('is said of shares, and of the gamma function', () => {
    const { counts, shares, p } = references.sampleRatio;
    expect(sampleRatioP(counts, shares)).toBeCloseTo(p, 10);
    for (const { x, value } of references.logGamma) expect(logGamma(x)).toBeCloseTo(value, 8);
  });

  it('is said of two windows', () => {
    const { reference, current, psi, ks } = references.windows;
    const all = [...reference, ...current];
    const pooled = poolFeature(all.map((value) => [value]));
    const sides = Uint8Array.from(all, (_, at) => (at < reference.length ? 0 : 1));
    expect(stabilityIndex(pooled, sides)).toBeCloseTo(psi, 10);
    expect(largestDistance(pooled, sides)).toBeCloseTo(ks, 10);
  });

  it('is said of latents', () => {
    const { rows, reference, mmd } = references.latents;
    const kernel = gaussianKernel(rows.map((row) => Float64Array.from(row)));
    const sides = Uint8Array.from(rows, (_, at) => (at < reference ? 0 : 1));
    expect(meanDiscrepancy(kernel, sides)).toBeCloseTo(mmd, 10);
  });

  it('is said of calibration', () => {
    const { probability, outcome, ...expected } = references.predictions;
    const predictions: Prediction[] = outcome.map((happened, at) => ({
      probability: probability[at] ?? Number.NaN,
      outcome: happened,
    }));
    const found = recalibrate(predictions);
    expect(found?.inTheLarge.estimate).toBeCloseTo(expected.inTheLarge, 6);
    expect(found?.slope.estimate).toBeCloseTo(expected.slope, 6);
    expect(inTheLargeP(predictions)[FOLLOWED - 1]).toBeCloseTo(expected.inTheLargeP, 10);
    expect(slopeP(predictions)[FOLLOWED - 1]).toBeCloseTo(expected.slopeP, 10);
  });
});
