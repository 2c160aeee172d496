import { describe, expect, it } from 'vitest';
import { distribution } from '../description/distribution.ts';
import { populationShares } from './ancestry.ts';
import { CARRIER_RATE, cardiomyopathyGenes } from './inherited-liability.ts';
import { creatinineFor, filtrationRate } from './kidney.ts';
import { drawLatentState, type LatentState } from './latent-state.ts';
import { ejectionFraction } from './ventricle.ts';

const N = 20_000;
const states = Array.from({ length: N }, (_, k) => drawLatentState(77, k));

const correlation = (xs: readonly number[], ys: readonly number[]) => {
  const [x, y] = [distribution(xs), distribution(ys)];
  return (
    xs.reduce((sum, value, k) => sum + (value - x.mean) * ((ys[k] ?? 0) - y.mean), 0) / (N * x.sd * y.sd)
  );
};

describe('latent state', () => {
  it.each([
    'ventricle',
    'kidney',
    'frailty',
    'inflammation',
    'autonomicTone',
    'congestion',
    'admissionCongestion',
    'respiratory',
  ] as const)('%s is standardised', (key) => {
    const { mean, sd } = distribution(states.map((state) => state[key]));
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(Math.abs(sd - 1)).toBeLessThan(0.04);
  });

  it('has the correlations that it cites, in their direction', () => {
    const of = (key: 'kidney' | 'ventricle' | 'congestion' | 'autonomicTone' | 'frailty') =>
      states.map((state) => state[key]);
    const age = states.map(({ person }) => person.age);
    expect(correlation(age, of('kidney'))).toBeLessThan(-0.3);
    expect(correlation(age, of('frailty'))).toBeGreaterThan(0.2);
    expect(correlation(of('kidney'), of('congestion'))).toBeLessThan(-0.15);
    expect(correlation(of('ventricle'), of('autonomicTone'))).toBeLessThan(-0.15);
  });

  it('inherits a standardised liability that costs the ventricle a little', () => {
    const liability = states.map(({ inherited }) => inherited.liability);
    const { mean, sd } = distribution(liability);
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(Math.abs(sd - 1)).toBeLessThan(0.04);
    const cost = correlation(
      liability,
      states.map(({ ventricle }) => ventricle),
    );
    expect(Math.abs(cost + 0.15)).toBeLessThan(0.03);
    const carriers = states.filter(({ inherited }) => inherited.carrierOf !== null);
    expect(Math.abs(carriers.length / N - CARRIER_RATE)).toBeLessThan(0.006);
    expect(new Set(carriers.map(({ inherited }) => inherited.carrierOf))).toEqual(
      new Set(cardiomyopathyGenes),
    );
    expect(distribution(carriers.map(({ inherited }) => inherited.liability)).mean).toBeGreaterThan(1.8);
  });

  it('has the airways of the frail and the inflamed', () => {
    const airways = states.map(({ respiratory }) => respiratory);
    for (const key of ['frailty', 'inflammation'] as const) {
      expect(
        correlation(
          airways,
          states.map((state) => state[key]),
        ),
      ).toBeGreaterThan(0.15);
    }
  });

  it('keeps ancestry apart from everything that makes ill', () => {
    for (const { ancestry } of states.slice(0, 2000)) {
      expect(ancestry.proportions.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
      expect(ancestry.population).toBe(ancestry.proportions.indexOf(Math.max(...ancestry.proportions)));
    }
    for (const [population, share] of populationShares.entries()) {
      const members = states.filter(({ ancestry }) => ancestry.population === population);
      expect(Math.abs(members.length / N - share)).toBeLessThan(0.015);
      for (const read of [
        (state: LatentState) => state.ventricle,
        (state: LatentState) => state.congestion,
        (state: LatentState) => state.inherited.liability,
      ]) {
        expect(Math.abs(distribution(members.map(read)).mean)).toBeLessThan(4 / Math.sqrt(members.length));
      }
    }
  });

  it('gives women the better systolic function', () => {
    const fraction = (sex: string) =>
      distribution(
        states.filter(({ person }) => person.sex === sex).map(({ ventricle }) => ejectionFraction(ventricle)),
      ).mean;
    expect(fraction('female') - fraction('male')).toBeGreaterThan(4);
  });
});

describe('creatinine of a filtration', () => {
  // CKD-EPI 2021 forward, with the engine's own power function.
  const forward = (creatinine: number, age: number, female: boolean) => {
    const [kappa, alpha] = female ? [0.7, -0.241] : [0.9, -0.302];
    const ratio = creatinine / kappa;
    return (
      142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * (female ? 1.012 : 1)
    );
  };

  it('is read back by CKD-EPI 2021', () => {
    for (const { person, kidney } of states.slice(0, 500)) {
      const filtration = filtrationRate(kidney);
      const creatinine = creatinineFor(filtration, person.age, person.sex);
      expect(forward(creatinine, person.age, person.sex === 'female')).toBeCloseTo(filtration, 8);
    }
  });
});
