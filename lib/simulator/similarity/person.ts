import { exp, logistic } from '../arithmetic.ts';
import type { Person } from '../physiology/person.ts';
import { openStream } from '../stream.ts';
import type { SimilarityLatents } from './latent-densities.ts';

/** Who the patient is: 18 to 98 years. Build follows from the sex alone and tells nothing of the diagnosis. */
export function similarityPerson(
  seed: number,
  index: number,
  { age, female }: SimilarityLatents,
): Omit<Person, 'ageScore'> {
  const stream = openStream(seed, index, 'build');
  return {
    age: 18 + 80 * logistic(age),
    sex: female ? 'female' : 'male',
    heightCm: female ? stream.normal(160, 6.5) : stream.normal(174, 7),
    bodyMassIndex: 27.5 * exp(stream.normal(0, 0.17)),
  };
}
