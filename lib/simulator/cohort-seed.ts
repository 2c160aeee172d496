import { hashIdentifier } from './stream.ts';

/**
 * The seed that a cohort's streams run on: patient k of one cohort shares neither name, number, UID nor genome with
 * patient k of another. `hf` keeps the seed itself; the others have 32 bits hashed from it.
 */
export const cohortSeed = (cohort: string, seed: number): number =>
  cohort === 'hf' ? seed : Number(BigInt(`0x${hashIdentifier(seed, 0, `cohort-${cohort}`)}`) >> 32n);
