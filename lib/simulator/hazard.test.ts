import { describe, expect, it } from 'vitest';
import { distribution } from './description/distribution.ts';
import { oracleInterval } from './description/oracle.ts';
import { simulateTruth } from './patient.ts';

// A seed of its own: the constants of the hazard were fitted on another.
const SEED = 20_260_930;
const patients = Array.from({ length: 4000 }, (_, index) => simulateTruth(SEED, index));
const followUps = patients.map(({ logHazard, outcome }) => ({ logHazard, ...outcome }));

describe('the known truth', () => {
  it('has mean 0 and standard deviation 0.8', () => {
    const { mean, sd } = distribution(patients.map(({ logHazard }) => logHazard));
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(Math.abs(sd - 0.8)).toBeLessThan(0.04);
  });

  it('divides its variance 45 : 30 : 25', () => {
    const eta = distribution(patients.map(({ logHazard }) => logHazard));
    const share = (part: (truth: (typeof patients)[number]) => number) =>
      patients.reduce((sum, truth) => sum + part(truth) * (truth.logHazard - eta.mean), 0) /
      (patients.length * eta.sd * eta.sd);
    expect(share(({ components }) => components.chart)).toBeCloseTo(0.45, 1);
    expect(share(({ components }) => components.ventricle)).toBeCloseTo(0.3, 1);
    expect(share(({ components }) => components.autonomic)).toBeCloseTo(0.25, 1);
  });

  it('readmits about 22 % within 30 days', () => {
    const early = followUps.filter(({ timeDays, event }) => event === 1 && timeDays <= 30).length;
    expect(Math.abs(early / followUps.length - 0.22)).toBeLessThan(0.02);
  });

  it('lets the oracle reach a Harrell C near 0.71, no toy and no coin', () => {
    for (const horizon of [30, 90]) {
      const { estimate, low, high } = oracleInterval(followUps, horizon, SEED, 100);
      expect(Math.abs(estimate - 0.71)).toBeLessThan(0.02);
      expect(low).toBeLessThan(estimate);
      expect(high).toBeGreaterThan(estimate);
    }
  });

  it('depends on every latent', () => {
    const change = (
      key: 'ventricle' | 'kidney' | 'frailty' | 'inflammation' | 'autonomicTone' | 'congestion',
    ) => {
      const xs = patients.map(({ state }) => state[key]);
      return patients.reduce((sum, { logHazard }, k) => sum + logHazard * (xs[k] ?? 0), 0) / patients.length;
    };
    expect(change('ventricle')).toBeLessThan(-0.1);
    expect(change('kidney')).toBeLessThan(-0.1);
    for (const key of ['frailty', 'inflammation', 'autonomicTone', 'congestion'] as const) {
      expect(change(key)).toBeGreaterThan(0.1);
    }
  });
});
