// Where findings of the genome stand on the patient page, and which model inputs are read from each.
import type { GenomicsSlice, ReportedVariant } from '#lib/modalities/genomics/slice.ts';
import { bySignificance, causesDisease } from './finding-text.ts';

export const GENOME_ANCHOR = 'genome';

/** Id of what was reported and looked at. */
export const FINDINGS_ANCHOR = 'genome-findings';

/** Id of the polygenic score, and of the ancestry that it is placed in. */
export const SCORE_ANCHOR = 'genome-score';

/** Id of one reported variant. */
export const variantAnchor = ({ reference }: Pick<ReportedVariant, 'reference'>): string =>
  `genome-variant-${reference}`;

/** What a measure was read from: the variant that causes disease, what was looked at where there is none, or the score. */
export function genomeAnchor(measure: string, slice: GenomicsSlice | undefined): string {
  if (measure === 'polygenic' || measure === 'ancestry') return SCORE_ANCHOR;
  if (measure !== 'variant') return GENOME_ANCHOR;
  const causal = bySignificance(slice?.variants ?? []).find(causesDisease);
  return causal ? variantAnchor(causal) : FINDINGS_ANCHOR;
}
