import { quantise } from '../arithmetic.ts';
import type { LatentState } from '../physiology/latent-state.ts';
import { compressInBlocks } from './bgzf.ts';
import { drawCarried } from './carriers.ts';
import { type Calls, drawCalls } from './genotype-calls.ts';
import { drawGenotypes, type Genotypes } from './genotypes.ts';
import { populations } from './populations.ts';
import type { RareVariant } from './rare-variants.ts';
import { tabixIndex } from './tabix-index.ts';
import { writeVcf } from './vcf.ts';

/** Whose genome, and the latents that it shows. */
export type GenomePerson = {
  readonly seed: number;
  readonly index: number;
  /** FHIR id of the patient: the name of the sample. */
  readonly patient: string;
  /** Polygenic liability, standard normal; higher is worse. */
  readonly polygenic: number;
  /** Share of the genome by population, in the order of `populations`; they sum to 1. */
  readonly proportions: readonly number[];
  /** Gene of the disease-causing variant that the patient carries, heterozygous. */
  readonly carrierOf: string | null;
};

/** A heart-failure patient, by the latents that genotypes show. */
export const genomePerson = ({
  seed,
  index,
  id,
  state: { inherited, ancestry },
}: {
  readonly seed: number;
  readonly index: number;
  readonly id: string;
  readonly state: Pick<LatentState, 'inherited' | 'ancestry'>;
}): GenomePerson => ({
  seed,
  index,
  patient: id,
  polygenic: inherited.polygenic,
  proportions: ancestry.proportions,
  carrierOf: inherited.carrierOf,
});

/** What was inherited and what the laboratory read of it. */
export type Genome = {
  readonly patient: string;
  readonly proportions: readonly number[];
  readonly genotypes: Genotypes;
  /** Rare variants carried, in the order of the genome. */
  readonly carried: readonly RareVariant[];
  readonly calls: Calls;
};

export type GenomeFile = { readonly name: string; readonly bytes: Uint8Array };

/** The genome of a person: the same whenever it is asked for. */
export function drawGenome(person: GenomePerson): Genome {
  const { seed, index, patient, proportions, carrierOf } = person;
  const genotypes = drawGenotypes(seed, index, person);
  const carried = drawCarried(seed, index, carrierOf);
  return {
    patient,
    proportions,
    genotypes,
    carried,
    calls: drawCalls(seed, index, genotypes, carried),
  };
}

/** Name of the genotype file without its endings, and id of its resources. */
export const genomeId = (patient: string): string => `${patient}-genome`;

/** The genotype file (VCF 4.3, blocked gzip) and its tabix index. */
export function genomicFiles({ patient, calls }: Genome): readonly [GenomeFile, GenomeFile] {
  const { text, lines, start, ends } = writeVcf(patient, calls);
  const blocked = compressInBlocks(text);
  const name = `${genomeId(patient)}.vcf.gz`;
  return [
    { name, bytes: blocked.bytes },
    { name: `${name}.tbi`, bytes: tabixIndex(lines, start, ends, blocked) },
  ];
}

/** What is true of the genome, for the truth line; numbers to 6 decimals. */
export function genomicTruth({ genotypes, proportions, carried }: Genome) {
  return {
    /** Σ weight × effect alleles of the true genotypes by the scoring file, in log-odds. */
    score: quantise(genotypes.score, 6),
    /** Standardised among people of the same origin region by region. */
    standardScore: quantise(genotypes.standardScore, 6),
    ancestry: Object.fromEntries(populations.map((name, k) => [name, quantise(proportions[k] ?? 0, 6)])),
    carried: carried.map(({ gene, transcript, coding, significance }) => ({
      gene,
      hgvs: `${transcript}:${coding}`,
      significance,
    })),
  };
}
