import { describe, expect, it } from 'vitest';
import { type Diagnosis, diagnoses, diagnosisNames } from './diagnoses.ts';
import { drawSimilarityPatient } from './draw-latents.ts';
import { binaryLatents, type Group, normalLatents } from './latent-densities.ts';
import { posterior } from './posterior.ts';

const GROUPS = ['laboratory', 'imaging', 'genomics'] as const satisfies readonly Group[];
const ALL = ['demographics', ...GROUPS] as const;
const patients = Array.from({ length: 6000 }, (_, index) => drawSimilarityPatient(77, index));
const of = (diagnosis: Diagnosis) => patients.filter((one) => one.diagnosis === diagnosis);

/** Chance that a patient of one diagnosis looks more like it than a patient of the other does; 0.5: told by nothing. */
function separation(one: Diagnosis, other: Diagnosis, groups: readonly Group[]): number {
  const odds = (diagnosis: Diagnosis) =>
    of(diagnosis)
      .slice(0, 300)
      .map(({ latents }) => {
        const p = posterior(latents, groups);
        return Math.log(p[one] / p[other]);
      })
      .sort((a, b) => a - b);
  const [own, foreign] = [odds(one), odds(other)];
  const wins = own.reduce((sum, x) => {
    const below = foreign.filter((y) => y < x).length;
    const ties = foreign.filter((y) => y === x).length;
    return sum + below + ties / 2;
  }, 0);
  return wins / (own.length * foreign.length);
}

/** By fifths of the probability that is said: its sum, how often the diagnosis was it, and of how many patients. */
function reliability(name: Diagnosis, groups: readonly Group[]) {
  const said = patients.slice(0, 3000).map(({ diagnosis, latents }) => ({
    p: posterior(latents, groups)[name],
    is: diagnosis === name ? 1 : 0,
  }));
  return [0, 1, 2, 3, 4].map((fifth) => {
    const bin = said.filter(({ p }) => Math.min(4, Math.floor(5 * p)) === fifth);
    const sum = (of: (one: { p: number; is: number }) => number) => bin.reduce((s, one) => s + of(one), 0);
    return { said: sum(({ p }) => p), was: sum(({ is }) => is), n: bin.length };
  });
}

describe('the similarity cohort', () => {
  it('states densities of its own diagnoses alone', () => {
    const named = [
      ...Object.values(normalLatents).flatMap(({ means }) => Object.keys(means)),
      ...Object.values(binaryLatents).flatMap(({ probabilities }) => Object.keys(probabilities)),
    ];
    expect(diagnosisNames).toEqual(expect.arrayContaining(named));
  });

  it('has the prevalences that it states', () => {
    expect(Object.values(diagnoses).reduce((sum, { prevalence }) => sum + prevalence, 0)).toBeCloseTo(1, 12);
    for (const name of diagnosisNames)
      expect(Math.abs(of(name).length / patients.length - diagnoses[name].prevalence)).toBeLessThan(0.012);
  });

  it.each([ALL, ...GROUPS.map((group) => [group])])(
    'has a posterior that is right as often as it says, by %s',
    (...groups: readonly Group[]) => {
      for (const name of diagnosisNames)
        for (const { said, was, n } of reliability(name, groups))
          expect(Math.abs(was - said)).toBeLessThan(4.5 * Math.sqrt(Math.max(1, 0.25 * n)));
    },
  );

  // The table of docs/simulator.md.
  it.each([
    ['bacterial-pneumonia', 'viral-pneumonia', 'laboratory', ['imaging', 'genomics']],
    ['pulmonary-embolism', 'none', 'laboratory', ['imaging', 'genomics']],
    ['viral-pneumonia', 'copd-exacerbation', 'imaging', ['laboratory', 'genomics']],
    ['decompensated-heart-failure', 'ischaemic-cardiomyopathy', 'imaging', ['laboratory', 'genomics']],
    ['inherited-dilated-cardiomyopathy', 'ischaemic-cardiomyopathy', 'genomics', ['laboratory', 'imaging']],
  ] as const)('%s and %s: told apart by %s and by nothing else', (one, other, teller, confused) => {
    expect(separation(one, other, [teller])).toBeGreaterThan(0.9);
    for (const group of confused) expect(separation(one, other, [group])).toBeLessThan(0.75);
  });

  it('lets all modalities together tell every pair, which none alone does', () => {
    const pairs = diagnosisNames.flatMap((one, i) =>
      diagnosisNames.slice(i + 1).map((other) => [one, other] as const),
    );
    for (const [one, other] of pairs) expect(separation(one, other, ALL)).toBeGreaterThan(0.93);
    for (const group of GROUPS) {
      const worst = Math.min(...pairs.map(([one, other]) => separation(one, other, [group])));
      expect(worst).toBeLessThan(0.7);
    }
  });

  it('is identified best by all together', () => {
    const share = (groups: readonly Group[]) =>
      patients.filter(({ diagnosis, latents }) => {
        const p = posterior(latents, groups);
        return diagnosisNames.every((name) => p[name] <= p[diagnosis]);
      }).length / patients.length;
    const alone = GROUPS.map((group) => share([group]));
    expect(share(ALL)).toBeGreaterThan(Math.max(...alone) + 0.15);
    expect(share(ALL)).toBeLessThan(0.99);
  });
});
