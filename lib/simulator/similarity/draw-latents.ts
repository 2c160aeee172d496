import { openStream } from '../stream.ts';
import { type Diagnosis, diagnoses, diagnosisNames } from './diagnoses.ts';
import {
  binaryLatents,
  binaryNames,
  meanOf,
  normalLatents,
  normalNames,
  probabilityOf,
  type SimilarityLatents,
} from './latent-densities.ts';

/** A patient's cause of breathlessness and everything that follows from it. */
export type DrawnPatient = { readonly diagnosis: Diagnosis; readonly latents: SimilarityLatents };

function drawDiagnosis(uniform: number): Diagnosis {
  let left = uniform;
  for (const name of diagnosisNames) {
    left -= diagnoses[name].prevalence;
    if (left < 0) return name;
  }
  return 'none';
}

/** First the diagnosis by its prevalence, then every latent by its density given the diagnosis. */
export function drawSimilarityPatient(seed: number, patient: number): DrawnPatient {
  const stream = openStream(seed, patient, 'similarity-latents');
  const diagnosis = drawDiagnosis(stream.uniform());
  const normal = normalNames.map((name) => {
    const latent = normalLatents[name];
    return [name, stream.normal(meanOf(latent, diagnosis), latent.deviation)] as const;
  });
  const binary = binaryNames.map(
    (name) => [name, stream.chance(probabilityOf(binaryLatents[name], diagnosis))] as const,
  );
  // Every name of both tables, each once.
  return { diagnosis, latents: Object.fromEntries([...normal, ...binary]) as SimilarityLatents };
}
