import { describe, expect, it } from 'vitest';
import { distribution } from '../description/distribution.ts';
import { creatinineFor, filtrationRate } from './kidney.ts';
import { drawLatentState } from './latent-state.ts';
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
