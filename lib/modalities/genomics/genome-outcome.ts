import type { Answer } from '#lib/clinical/answer.ts';

/** What the hospital answered when it was asked for a patient's genotype file. */
export type GenomeOutcome = Answer<{
  /** Whose genome this is: it is searched for nobody else. */
  readonly patientId: string;
  readonly name: string;
  /** VCF: plain, gzip or bgzip. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}>;

export type LoadGenome = (patientId: string) => Promise<GenomeOutcome>;
