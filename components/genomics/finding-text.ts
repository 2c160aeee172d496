import { percentText } from '#components/risk/risk-text.ts';
import { inheritanceOf } from '#lib/genomics/gene-panel.ts';
import type { GenomicsSlice, GenotypeResult, ReportedVariant } from '#lib/modalities/genomics/slice.ts';

/** Order of attention: what causes disease first. */
const RANK = [
  'pathogenic',
  'likely pathogenic',
  'uncertain significance',
  'other',
  'likely benign',
  'benign',
];

const rankOf = ({ significance }: ReportedVariant): number =>
  significance === null ? RANK.length : RANK.indexOf(significance);

export const bySignificance = (variants: readonly ReportedVariant[]): ReportedVariant[] =>
  variants.toSorted((a, b) => rankOf(a) - rankOf(b) || ((a.gene ?? '') < (b.gene ?? '') ? -1 : 1));

/** What a change does, as far as its HGVS name says; empty where it says nothing. */
export function effectOf({ protein, coding }: Pick<ReportedVariant, 'protein' | 'coding'>): string {
  if (/Ter|\*|fs/.test(protein ?? '')) return 'truncating';
  if (/c\.[-*]?\d+[+-][12](?!\d)/.test(coding ?? '')) return 'splice-site';
  return '';
}

const article = (words: string): string => (/^[aeiou]/i.test(words) ? `an ${words}` : `a ${words}`);

/** e.g. `Carries a likely pathogenic truncating variant in TTN, heterozygous, in 48 % of the reads.` */
export function variantSentence(variant: ReportedVariant): string {
  const { significance, gene, zygosity, fraction, finding, origin } = variant;
  const classed =
    significance === 'uncertain significance' || significance === null || significance === 'other'
      ? ''
      : significance;
  const kind = [classed, effectOf(variant), origin === 'somatic' ? 'somatic' : '', 'variant']
    .filter(Boolean)
    .join(' ');
  const of = significance === 'uncertain significance' ? ' of uncertain significance' : '';
  const where = gene === null ? '' : ` in ${gene}`;
  if (finding === 'absent') return `Looked for ${article(kind)}${where}${of}: absent.`;
  if (finding !== 'present') return `Looked for ${article(kind)}${where}${of}: no answer.`;
  const state = zygosity === null ? '' : `, ${zygosity}`;
  const reads = fraction === null ? '' : `, in ${percentText(fraction)} of the reads`;
  return `Carries ${article(kind)}${where}${of}${state}${reads}.`;
}

/** Pathogenic or likely pathogenic and there: with other findings in the chart it heads the panel. */
export const causesDisease = ({ finding, significance }: ReportedVariant): boolean =>
  finding === 'present' && (significance === 'pathogenic' || significance === 'likely pathogenic');

/** What was looked at, so that "nothing found" is never read into silence. */
export function testedSentence({ regions, variants }: Pick<GenomicsSlice, 'regions' | 'variants'>): string {
  const genes = [...new Set(regions.flatMap((region) => region.genes))].toSorted();
  if (genes.length === 0)
    return 'No report says which genes were looked at: a gene without a finding may not have been tested.';
  const panel = genes.filter((gene) => inheritanceOf(gene) !== null).length;
  const looked = `${genes.length} genes were looked at (${genes.join(', ')}), ${panel} of them linked to cardiomyopathy`;
  if (variants.some(causesDisease)) return `${looked}. Genes that are not listed were not tested.`;
  return `${looked}: no disease-causing variant was found in them. Genes that are not listed were not tested.`;
}

const times = (value: number): string =>
  `${Math.abs(value).toFixed(1)} standard deviations ${value < 0 ? 'below' : 'above'} the mean`;

/** Where the score lies among people of like ancestry, or why there is no score. */
export function scoreSentence({ score, ancestry }: GenotypeResult): string {
  if (score.sum === null) return `No polygenic score: ${score.reason}`;
  if (score.placed === null || ancestry === null)
    return 'The score cannot be set beside others: there is no reference of like ancestry that has this score.';
  const { percentile, reference, standardised } = score.placed;
  const who = `${reference.length}${ancestry.simulated ? ' simulated' : ''} people of the nearest reference group (${ancestry.nearest})`;
  return `Higher than ${percentText(percentile)} of ${who}: ${times(standardised)} of people at the same place on the axes of ancestry.`;
}

export const ancestryCaveat = ({
  outlying,
  nearest,
  simulated,
}: NonNullable<GenotypeResult['ancestry']>): string =>
  [
    outlying
      ? `The genome lies between or outside the reference groups; ${nearest} is the nearest one, and the comparison is less sure.`
      : `The genome lies with the reference group ${nearest}.`,
    'Genetic similarity is no ethnicity, and a score found in one population predicts less well in others.',
    simulated ? 'The reference people are simulated.' : '',
  ]
    .filter(Boolean)
    .join(' ');
