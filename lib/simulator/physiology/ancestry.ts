import { openStream, type Stream } from '../stream.ts';

/**
 * Where the patient's haplotypes come from: simulated founder populations in the order of `genomics/populations.ts`.
 * Independent of every other latent and of the hazard, so that a model that uses it has found nothing.
 */
export type Ancestry = {
  /** Population of the largest share. */
  readonly population: number;
  /** Share of the genome by population; sums to 1. */
  readonly proportions: readonly number[];
};

/** Share of patients by population. */
export const populationShares = [0.62, 0.17, 0.13, 0.08] as const;

/** Share of patients with founders in two populations. */
const ADMIXED = 0.12;

function drawPopulation(stream: Stream): number {
  const uniform = stream.uniform();
  let reached = 0;
  for (const [population, share] of populationShares.entries()) {
    reached += share;
    if (uniform < reached) return population;
  }
  return populationShares.length - 1;
}

export function drawAncestry(seed: number, patient: number): Ancestry {
  const stream = openStream(seed, patient, 'ancestry');
  const first = drawPopulation(stream);
  const second = drawPopulation(stream);
  const share = stream.chance(ADMIXED) ? 0.5 + 0.45 * stream.uniform() : 1;
  const proportions = populationShares.map(
    (_, k) => (k === first ? share : 0) + (k === second ? 1 - share : 0),
  );
  return { population: first, proportions };
}
