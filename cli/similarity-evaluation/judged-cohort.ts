import { join } from 'node:path';
import { z } from 'zod';
import type { Member } from '#lib/similarity/profile.ts';
import { type Diagnosis, diagnosisNames } from '#lib/simulator/similarity/diagnoses.ts';
import type { SimilarityLatents } from '#lib/simulator/similarity/latent-densities.ts';
import { binaryNames, normalNames } from '#lib/simulator/similarity/latent-densities.ts';
import { readTruthLines, TruthFileError } from '../truth-file.ts';

/** What the simulator knows of a patient: a search is judged by it and never reads it. */
export type Truth = {
  /** Row of `diagnosisNames`. */
  readonly diagnosis: number;
  readonly latents: SimilarityLatents;
  /** Population with the largest share; `null`: the cohort has no genomes. */
  readonly ancestry: string | null;
};

/** Members of a cohort beside what is true of them, in the same order. */
export type JudgedCohort = { readonly members: readonly Member[]; readonly truths: readonly Truth[] };

const latents = z.object({
  ...Object.fromEntries(normalNames.map((name) => [name, z.number()])),
  ...Object.fromEntries(binaryNames.map((name) => [name, z.boolean()])),
}) as unknown as z.ZodType<SimilarityLatents>;

const line = z.object({
  patient: z.string(),
  diagnosis: z.enum(diagnosisNames as [Diagnosis, ...Diagnosis[]]),
  latents,
  genomics: z.object({ ancestry: z.record(z.string(), z.number()) }).nullish(),
});

const largestShare = (shares: Readonly<Record<string, number>>): string | null =>
  Object.entries(shares).reduce<[string | null, number]>(
    (most, [name, share]) => (share > most[1] ? [name, share] : most),
    [null, 0],
  )[0];

async function readTruths(path: string): Promise<Map<string, Truth>> {
  const truths = new Map<string, Truth>();
  for await (const { truth } of readTruthLines(path, line))
    truths.set(truth.patient, {
      diagnosis: diagnosisNames.indexOf(truth.diagnosis),
      latents: truth.latents,
      ancestry: truth.genomics ? largestShare(truth.genomics.ancestry) : null,
    });
  return truths;
}

/** Fewer patients tell nothing of any diagnosis. */
const LEAST_PATIENTS = 50;

/**
 * Sets members beside the truth of the folder that "consilium simulate --cohort similarity" wrote. Throws `TruthFileError`
 * where the two are not of the same patients.
 *
 * @param members their ids are the FHIR ids of the patients
 */
export async function judgeCohort(folder: string, members: readonly Member[]): Promise<JudgedCohort> {
  const truths = await readTruths(join(folder, 'truth.ndjson'));
  const known = members.map((member) => {
    const truth = truths.get(member.id);
    if (!truth) throw new TruthFileError(`truth.ndjson: nothing is said of patient ${member.id}`);
    return truth;
  });
  if (known.length < LEAST_PATIENTS)
    throw new TruthFileError(`${folder}: ${known.length} patients; at least ${LEAST_PATIENTS} are needed`);
  return { members, truths: known };
}

export const labelsOf = (truths: readonly Truth[]): Int32Array =>
  Int32Array.from(truths, ({ diagnosis }) => diagnosis);
