import type { FhirResource } from 'fhir/r4';
import { genomicResources } from './fhir/genomics-resources.ts';
import { drawGenome, type GenomePerson, genomicFiles, genomicTruth } from './genomics/genome.ts';
import type { MemberFile } from './member.ts';

/** The genetic report of a patient, and the genotype file that it holds as files of a cohort's folder too. */
export function genomicPart(
  person: GenomePerson,
  admittedMs: number,
): { readonly resources: readonly FhirResource[]; readonly files: readonly MemberFile[] } {
  const genome = drawGenome(person);
  const files = genomicFiles(genome);
  return {
    resources: genomicResources(genome, files, { ...person, admittedMs }),
    files: files.map(({ name, bytes }) => ({ path: `genomics/${name}`, bytes })),
  };
}

export const genomicPartTruth = (person: GenomePerson): object => genomicTruth(drawGenome(person));
