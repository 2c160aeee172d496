import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAt } from '#lib/evaluation/follow-up.ts';
import { distribution } from './description/distribution.ts';
import { hazardTargets } from './hazard.ts';
import { modalityIds } from './member.ts';
import { cubes, products, readColumns } from './oracle/design.ts';
import { concordanceInterval, resample } from './oracle/interval.ts';
import { knownLatents } from './oracle/known-latents.ts';
import { openRidge } from './oracle/ridge.ts';
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

describe('the interaction arm', () => {
  const strengths = fc.double({ min: 0.001, max: 0.9, noNaN: true });
  const member = fc.integer({ min: 0, max: 3999 });
  const addedTo = ({ interactions }: Truth) => {
    const { imagingWearables: _, imagingGenomics: __, ...arm } = interactions;
    return Object.values(arm).reduce((sum, x) => sum + x, 0);
  };

  it('is the usual cohort at strength 0, to the last bit', () => {
    for (const [index, usual] of patients.slice(0, 100).entries())
      expect(simulateTruth(SEED, index, 0)).toEqual(usual);
  });

  it('differs from the usual hazard by its interactions alone, and its components still sum to it', () => {
    fc.assert(
      fc.property(member, strengths, (index, strength) => {
        const [usual, arm] = [simulateTruth(SEED, index), simulateTruth(SEED, index, strength)];
        expect(arm.logHazard - usual.logHazard).toBeCloseTo(addedTo(arm), 10);
        expect(arm.interactions).toMatchObject(usual.interactions);
        const { ehr, imaging, wearables, genomics } = arm.components;
        expect(ehr + imaging + wearables + genomics).toBeCloseTo(arm.logHazard, 12);
        expect(arm.state).toEqual(usual.state);
      }),
    );
  });

  it('holds the share of the variance that was asked for, a third of it each', () => {
    const arms = patients.map((_, index) => simulateTruth(SEED, index, 0.25));
    const eta = distribution(arms.map(({ logHazard }) => logHazard));
    expect(Math.abs(eta.mean)).toBeLessThan(0.04);
    const share = (part: (truth: Truth) => number) =>
      arms.reduce((sum, truth) => sum + part(truth) * (truth.logHazard - eta.mean), 0) /
      (arms.length * eta.sd * eta.sd);
    expect(Math.abs(share(addedTo) - 0.25)).toBeLessThan(0.03);
    for (const name of ['ehrImaging', 'ehrWearables', 'genomicsWearables'] as const)
      expect(Math.abs(share(({ interactions }) => interactions[name] ?? 0) - 0.25 / 3)).toBeLessThan(0.04);
  });

  it('cannot be followed by a sum over modalities', () => {
    const added = Float64Array.from(patients, (_, index) => addedTo(simulateTruth(SEED, index, 0.25)));
    const latents = patients.map(knownLatents);
    const alone = modalityIds.flatMap((modality) => {
      const own = readColumns(
        latents.map((one) => one[modality]),
        0,
      );
      return [...own, ...products(own), ...cubes(own)].map(({ values }) => values);
    });
    const left = openRidge(alone, added)().map((x, k) => (added[k] ?? 0) - x);
    expect(distribution([...left]).sd / distribution([...added]).sd).toBeGreaterThan(0.85);
  });
});
