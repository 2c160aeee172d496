import { describe, expect, it } from 'vitest';
import { distribution } from './description/distribution.ts';
import { hazardTargets } from './hazard.ts';
import { cutAt } from './oracle/concordance.ts';
import { concordanceInterval, resample } from './oracle/interval.ts';
import { simulateTruth, type Truth } from './patient.ts';
import { populationShares } from './physiology/ancestry.ts';
import type { LatentState } from './physiology/latent-state.ts';

// A seed of its own: the constants of the hazard were fitted on another.
const SEED = 20_260_930;
const patients = Array.from({ length: 4000 }, (_, index) => simulateTruth(SEED, index));
const followUps = patients.map(({ outcome }) => outcome);

describe('the known truth', () => {
  it('has mean 0 and standard deviation 0.8', () => {
    const { mean, sd } = distribution(patients.map(({ logHazard }) => logHazard));
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(Math.abs(sd - 0.8)).toBeLessThan(0.04);
  });

  it('divides its variance as it says, interactions between modalities included', () => {
    const eta = distribution(patients.map(({ logHazard }) => logHazard));
    const share = (part: (truth: Truth) => number) =>
      patients.reduce((sum, truth) => sum + part(truth) * (truth.logHazard - eta.mean), 0) /
      (patients.length * eta.sd * eta.sd);
    for (const name of ['ehr', 'imaging', 'wearables', 'genomics'] as const) {
      const wanted = hazardTargets.components[name];
      expect(Math.abs(share(({ components }) => components[name]) - wanted)).toBeLessThan(0.025);
    }
    for (const name of ['imagingWearables', 'imagingGenomics'] as const) {
      const wanted = hazardTargets.interactions[name];
      expect(Math.abs(share(({ interactions }) => interactions[name]) - wanted)).toBeLessThan(0.02);
    }
  });

  it('is the sum of its components', () => {
    for (const { components, logHazard } of patients.slice(0, 200)) {
      const { ehr, imaging, wearables, genomics } = components;
      expect(ehr + imaging + wearables + genomics).toBeCloseTo(logHazard, 12);
    }
  });

  it('keeps ancestry out', () => {
    for (const population of populationShares.keys()) {
      const members = patients.filter(({ state }) => state.ancestry.population === population);
      const { mean } = distribution(members.map(({ logHazard }) => logHazard));
      expect(Math.abs(mean)).toBeLessThan((3.5 * 0.8) / Math.sqrt(members.length));
    }
  });

  it('tells of the readmission that a death or the end of follow-up hid', () => {
    for (const { outcome } of patients) {
      if (outcome.event === 1) expect(outcome.latentDays).toBe(outcome.timeDays);
      else expect(outcome.latentDays).toBeGreaterThanOrEqual(outcome.timeDays);
    }
  });

  it('readmits about 22 % within 30 days', () => {
    const early = followUps.filter(({ timeDays, event }) => event === 1 && timeDays <= 30).length;
    expect(Math.abs(early / followUps.length - 0.22)).toBeLessThan(0.02);
  });

  it('lets the oracle reach a Harrell C near 0.71, no toy and no coin', () => {
    // Lower over 90 days: the tail of high hazards is gone by then.
    for (const [horizon, expected] of [
      [30, 0.71],
      [90, 0.7],
    ] as const) {
      const { estimate, low, high } = concordanceInterval(
        patients.map(({ logHazard }) => logHazard),
        cutAt(followUps, horizon),
        resample(patients.length, 60, SEED),
      );
      expect(Math.abs(estimate - expected)).toBeLessThan(0.02);
      expect(low).toBeLessThan(estimate);
      expect(high).toBeGreaterThan(estimate);
    }
  });

  it('depends on every latent of disease', () => {
    const change = (read: (state: LatentState) => number) =>
      patients.reduce((sum, { logHazard, state }) => sum + logHazard * read(state), 0) / patients.length;
    expect(change(({ ventricle }) => ventricle)).toBeLessThan(-0.1);
    expect(change(({ kidney }) => kidney)).toBeLessThan(-0.1);
    for (const key of ['frailty', 'inflammation', 'autonomicTone', 'congestion', 'respiratory'] as const) {
      expect(change((state) => state[key])).toBeGreaterThan(0.1);
    }
    expect(change(({ inherited }) => inherited.liability)).toBeGreaterThan(0.1);
  });
});
