import type { ClinVarEntry } from '#lib/genomics/clinvar-extract.ts';
import type { VariantSearch } from '#lib/genomics/find-variants.ts';
import type { FoundVariant } from '#lib/genomics/variant-tally.ts';

/** ClinVar's own words, what causes disease first. `Conflicting …` begins like none of them and comes last. */
const RANK = [/^pathogenic/i, /^likely pathogenic/i, /^uncertain/i, /^likely benign/i, /^benign/i];

const rankOf = ({ entry }: FoundVariant): number => {
  const rank = RANK.findIndex((pattern) => pattern.test(entry.significance));
  return rank < 0 ? RANK.length : rank;
};

/** By significance, then by review stars, most first. */
export const byEvidence = (found: readonly FoundVariant[]): FoundVariant[] =>
  found.toSorted((a, b) => rankOf(a) - rankOf(b) || b.entry.stars - a.entry.stars);

/** e.g. `★★☆☆ 2 of 4: criteria provided, multiple submitters, no conflicts`. */
export const starsText = ({ stars, reviewStatus }: Pick<ClinVarEntry, 'stars' | 'reviewStatus'>): string =>
  `${'★'.repeat(stars)}${'☆'.repeat(4 - stars)} ${stars} of 4: ${reviewStatus}`;

/** How many known variants were found, and how many of the places could be read at all. */
export function searchSentence({ extract, found, genes }: VariantSearch): string {
  if (genes.length === 0)
    return `The genotype file could not be compared with ${extract}; the reasons stand among what was left out.`;
  const sum = (pick: (gene: (typeof genes)[number]) => number) =>
    genes.reduce((total, gene) => total + pick(gene), 0);
  const [known, read] = [sum((gene) => gene.known), sum((gene) => gene.read)];
  const silent = read < known ? ' Where there is no call, a variant may be there unseen.' : '';
  return `Of ${known} known variants in ${extract}, ${found.length} ${found.length === 1 ? 'is' : 'are'} in the genotype file; ${read} of the ${known} places could be read.${silent}`;
}
