import { clamp, normalQuantile } from '../arithmetic.ts';
import { openStream, type Stream } from '../stream.ts';
import type { Genotypes } from './genotypes.ts';
import { type RareVariant, rareVariants } from './rare-variants.ts';
import { SITE_COUNT } from './regions.ts';

/** What the laboratory reports at one place. `first`, `second`: allele of each haplotype; −1 where there is no call. */
export type Call = { readonly first: -1 | 0 | 1; readonly second: -1 | 0 | 1; readonly depth: number };

export type Calls = { readonly sites: readonly Call[]; readonly rare: readonly Call[] };

/** Short-read sequencing of a whole genome: mean depth over samples, and the share of poor samples with less than half of it. */
const DEPTH = { mean: 34, sd: 4, poor: 13, poorShare: 0.04 };
/** Variance over mean of the depth from place to place. */
const OVERDISPERSION = 1.5;
/** No genotype is called on fewer reads. */
const LEAST_DEPTH = 7;
/** Places without a call for another reason, and true heterozygotes of which only one allele was seen. */
const NO_CALL = 0.004;
const DROPOUT = 0.001;

/** Standard normal deviates at the middle of 512 equal shares: fast enough for a thousand places a patient. */
const DEVIATES = Float64Array.from({ length: 512 }, (_, k) => normalQuantile((k + 0.5) / 512));

/** The places of one sample, read one after another. */
function openReads(stream: Stream): () => { depth: number; chance: number } {
  const mean = stream.chance(DEPTH.poorShare)
    ? DEPTH.poor
    : Math.max(20, stream.normal(DEPTH.mean, DEPTH.sd));
  const spread = Math.sqrt(OVERDISPERSION * mean);
  return () => ({
    depth: clamp(Math.round(mean + spread * (DEVIATES[stream.integer(0, 511)] ?? 0)), 1, 99),
    chance: stream.uniform(),
  });
}

const allele = (haplotype: Uint8Array, site: number): 0 | 1 => (haplotype[site] === 1 ? 1 : 0);

/**
 * Calls of a sample. Rare variants lie in deeply read exons and are all called: a report would otherwise be repeated.
 */
export function drawCalls(
  seed: number,
  patient: number,
  { haplotypes: [first, second] }: Pick<Genotypes, 'haplotypes'>,
  carried: readonly RareVariant[],
): Calls {
  const stream = openStream(seed, patient, 'genotype-calls');
  const read = openReads(stream);
  const sites = Array.from({ length: SITE_COUNT }, (_, site): Call => {
    const { depth, chance } = read();
    if (depth < LEAST_DEPTH || chance < NO_CALL) return { first: -1, second: -1, depth };
    const [a, b] = [allele(first, site), allele(second, site)];
    if (a !== b && chance > 1 - DROPOUT) return { first: a, second: a, depth };
    return { first: a, second: b, depth };
  });
  const rare = rareVariants.map(
    (variant): Call => ({
      first: 0,
      second: carried.includes(variant) ? 1 : 0,
      depth: 60 + (read().depth % 40),
    }),
  );
  return { sites, rare };
}

/** Phred quality: that of a homozygote is the chance of never reading the other allele, ½ per read; at most 99. */
export const genotypeQuality = ({ first, second, depth }: Call): number =>
  first < 0 ? Math.min(19, 2 * depth) : Math.min(99, Math.round((first === second ? 3 : 12) * depth));
