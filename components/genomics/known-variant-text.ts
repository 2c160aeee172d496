import type { ClinVarEntry } from '#lib/genomics/clinvar-extract.ts';
import { isPossible, type VariantSearch } from '#lib/genomics/find-variants.ts';
import type { FoundVariant, Rearrangement } from '#lib/genomics/variant-tally.ts';

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
  const silent = read < known ? ' Elsewhere a variant may be there unseen.' : '';
  const possible = found.filter(isPossible).length;
  const sure = found.length - possible;
  const maybe = possible > 0 ? `, and ${possible} more may be` : '';
  return `Of ${known} known variants in ${extract}, ${sure} ${sure === 1 ? 'is' : 'are'} in the genotype file${maybe}; ${read} of the ${known} places could be read.${silent}`;
}

/** How the file has a variant that it does not write as ClinVar does. */
export const EVIDENCE: Readonly<Record<FoundVariant['evidence'], string>> = {
  written: '',
  pieces: 'in pieces, on one copy',
  'unphased-pieces': 'possible: in pieces that may stand on two copies',
  'part-of-longer': 'possible: part of a longer change, whose effect may differ',
};

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/ (<DEL|deletion of|\*)/, 'deletion'],
  [/ <DUP/, 'duplication'],
  [/ <INV/, 'inversion'],
];

/** e.g. `A heterozygous deletion was called at 1:500000-501000 <DEL>, over the places of 3 known variants in DELG, MNVG.` */
export function rearrangementSentence({ written, zygosity, filter, genes, places }: Rearrangement): string {
  const kind = KINDS.find(([pattern]) => pattern.test(written))?.[1] ?? 'rearrangement';
  const state = zygosity === null ? kind : `${zygosity} ${kind}`;
  const doubt = filter === 'PASS' || filter === '.' ? '' : ` The file's own filter doubts it (${filter}).`;
  const article = state.startsWith('inversion') ? 'An' : 'A';
  return `${article} ${state} was called at ${written}, over the places of ${places} known variant${places === 1 ? '' : 's'} in ${genes.join(', ')}: what it does there is not looked up.${doubt}`;
}
