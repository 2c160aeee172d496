import { openStream } from '../stream.ts';
import { drawGenotypes, type Genotypes } from './genotypes.ts';
import { type Population, populations } from './populations.ts';
import { FOUNDER_SEED } from './sites.ts';

/** No cohort reaches these indices. */
const FIRST_INDEX = 2_000_000_000;

export type Volunteer = Genotypes & { readonly population: Population };

/**
 * Simulated volunteers, no patients: of one population each, their liability that of the population at large. As many from each
 * population.
 *
 * @param first number of the first: people of other numbers are others
 */
export const drawVolunteers = (first: number, perPopulation: number): Volunteer[] =>
  populations.flatMap((population, p) =>
    Array.from({ length: perPopulation }, (_, k) => {
      const index = FIRST_INDEX + first + p * perPopulation + k;
      const polygenic = openStream(FOUNDER_SEED, index, 'reference-liability').normal();
      const proportions = populations.map((_name, other) => (other === p ? 1 : 0));
      return { population, ...drawGenotypes(FOUNDER_SEED, index, { polygenic, proportions }) };
    }),
  );
