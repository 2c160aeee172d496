import { exp, log } from '../arithmetic.ts';
import { type Diagnosis, diagnoses, diagnosisNames } from './diagnoses.ts';
import {
  binaryLatents,
  binaryNames,
  type Group,
  meanOf,
  normalLatents,
  normalNames,
  probabilityOf,
  type SimilarityLatents,
} from './latent-densities.ts';

type DiagnosisPosterior = Readonly<Record<Diagnosis, number>>;

/** Log-density of a group's latents under a diagnosis, less a constant that is the same for all diagnoses. */
export function logLikelihood(latents: SimilarityLatents, group: Group, diagnosis: Diagnosis): number {
  const normal = normalNames.map((name) => {
    const latent = normalLatents[name];
    if (latent.group !== group) return 0;
    const z = (latents[name] - meanOf(latent, diagnosis)) / latent.deviation;
    return -0.5 * z * z;
  });
  const binary = binaryNames.map((name) => {
    const latent = binaryLatents[name];
    if (latent.group !== group) return 0;
    const p = probabilityOf(latent, diagnosis);
    return log(latents[name] ? p : 1 - p);
  });
  return [...normal, ...binary].reduce((sum, term) => sum + term, 0);
}

/**
 * Probability of each diagnosis by Bayes' rule, given the latents of some groups: exact, since prevalences and densities
 * are those that the patient was drawn from.
 */
export function posterior(latents: SimilarityLatents, groups: readonly Group[]): DiagnosisPosterior {
  const scores = diagnosisNames.map((name) =>
    groups.reduce((sum, group) => sum + logLikelihood(latents, group, name), log(diagnoses[name].prevalence)),
  );
  const highest = Math.max(...scores);
  const weights = scores.map((score) => exp(score - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(
    diagnosisNames.map((name, k) => [name, (weights[k] ?? 0) / total]),
  ) as DiagnosisPosterior;
}
