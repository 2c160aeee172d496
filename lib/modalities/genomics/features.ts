import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Evidence, Feature, Gap, Reading } from '#lib/contract/feature.ts';
import { inheritanceOf, panelGenes } from '#lib/genomics/gene-panel.ts';
import type { GenomicsSlice, GenotypeResult, ReportedVariant, StudiedRegion } from './slice.ts';

const never = (detail: string): Gap => ({ missing: 'never-recorded', detail, last: null });

type FromFile = (genotypes: GenotypeResult) => number | null | undefined;

/** A number from the genotype file, if that was on the chart at `at`. */
function readFromFile({ file, genotypes }: GenomicsSlice, at: Moment, value: FromFile): Reading | Gap {
  if (!file?.time || isAfter(file.time, at))
    return never('No dated genotype file on the chart up to the time of prediction.');
  const evidence: Evidence = { reference: file.reference, time: file.time };
  const found = genotypes && value(genotypes);
  if (typeof found === 'number') return { value: found, from: [evidence] };
  const detail = genotypes?.score.reason ?? 'The genotype file gives no such value.';
  return { missing: 'unreadable', detail, last: evidence };
}

const known = <T extends ReportedVariant | StudiedRegion>(list: readonly T[], at: Moment): readonly T[] =>
  list.filter(({ time }) => time !== null && !isAfter(time, at));

const isDiseaseCausing = ({ finding, significance, origin, gene }: ReportedVariant): boolean =>
  finding === 'present' &&
  origin !== 'somatic' &&
  (significance === 'pathogenic' || significance === 'likely pathogenic') &&
  gene !== null &&
  inheritanceOf(gene) !== null;

/** 1 with a disease-causing variant in one of the genes; 0 only where a report says that one of them was looked at. */
function readCarrier(
  { variants, regions }: GenomicsSlice,
  at: Moment,
  isOfInterest: (gene: string) => boolean,
  genes: string,
): Reading | Gap {
  const evidence = ({ reference, time }: ReportedVariant | StudiedRegion): Evidence => ({ reference, time });
  const found = known(variants, at).filter(
    (one) => isDiseaseCausing(one) && one.gene !== null && isOfInterest(one.gene),
  );
  if (found.length > 0) return { value: 1, from: found.map(evidence) };
  const looked = known(regions, at).filter((region) => region.genes.some(isOfInterest));
  if (looked.length === 0)
    return never(`No report up to the time of prediction says that ${genes} looked at.`);
  return { value: 0, from: looked.map(evidence) };
}

const base = { group: 'Genome', unit: '1' };
const SCORE_SOURCE =
  'PGS Catalog scoring file, plink2 arithmetic (Chang CC et al., GigaScience 2015;4:7), 75 % coverage or more';

const axis = (number: number): Feature<GenomicsSlice> => ({
  ...base,
  id: `ancestry.axis-${number}`,
  label: `Axis ${number} of ancestry`,
  measure: 'ancestry',
  plausible: [-1000, 1000],
  source: 'Principal components of genotypes (Patterson N et al., PLoS Genet 2006;2:e190)',
  read: (slice, at) => readFromFile(slice, at, ({ ancestry }) => ancestry?.place[number - 1]),
});

/** As many axes within ancestry as are fitted (training/consilium_training/genotypes). */
const AXES_WITHIN = 8;

const axisWithin = (number: number): Feature<GenomicsSlice> => ({
  ...base,
  id: `genotype.axis-${number}`,
  label: `Axis ${number} of genotypes within ancestry`,
  measure: 'genotype',
  plausible: [-12, 12],
  source:
    'Principal components of genotypes with ancestry taken out, in standard deviations (Conomos MP et al., Am J Hum Genet 2016;98:127–148)',
  read: (slice, at) => readFromFile(slice, at, ({ axes }) => axes?.[number - 1]),
});

const VARIANT_SOURCE =
  'HL7 Genomics Reporting; ACMG/AMP classes; genes of ClinGen (lib/genomics/gene-panel.ts)';

const carrierOf = (gene: string): Feature<GenomicsSlice> => ({
  ...base,
  id: `variant.gene-${gene}`,
  label: `Pathogenic or likely pathogenic variant in ${gene}`,
  measure: 'variant',
  plausible: [0, 1],
  phrase: (value) =>
    value > 0 ? `disease-causing variant in ${gene}` : `no disease-causing variant in ${gene} found`,
  source: VARIANT_SOURCE,
  read: (slice, at) => readCarrier(slice, at, (one) => one === gene, `${gene} was`),
});

/** What the genome adds: a polygenic score set beside people of like ancestry, disease-causing variants, axes of genotypes. */
export const genomicsDescription = {
  id: 'genomics',
  label: 'Genome',
  features: [
    {
      ...base,
      id: 'polygenic.standardised',
      label: 'Polygenic score, standardised',
      measure: 'polygenic',
      plausible: [-8, 8],
      phrase: (value) =>
        `polygenic score ${Math.abs(value).toFixed(1)} standard deviations ${value < 0 ? 'below' : 'above'} people of like ancestry`,
      short: (value) => `polygenic score ${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)} SD`,
      source: `${SCORE_SOURCE}; standardised by ancestry (Khera AV et al., Circulation 2019;139:1593–1602)`,
      read: (slice, at) => readFromFile(slice, at, ({ score }) => score.placed?.standardised),
    },
    {
      ...base,
      id: 'polygenic.coverage',
      label: 'Polygenic score, share of weights found',
      measure: 'polygenic',
      plausible: [0, 1],
      source: SCORE_SOURCE,
      read: (slice, at) => readFromFile(slice, at, ({ score }) => score.coverage),
    },
    {
      ...base,
      id: 'variant.disease-causing',
      label: 'Pathogenic or likely pathogenic variant in a cardiomyopathy gene',
      measure: 'variant',
      plausible: [0, 1],
      phrase: (value) => (value > 0 ? 'disease-causing variant' : 'no disease-causing variant found'),
      short: (value) => (value > 0 ? 'disease-causing variant' : 'no disease-causing variant'),
      source: VARIANT_SOURCE,
      read: (slice, at) =>
        readCarrier(slice, at, (gene) => inheritanceOf(gene) !== null, 'cardiomyopathy genes were'),
    },
    axis(1),
    axis(2),
    axis(3),
    ...Array.from({ length: AXES_WITHIN }, (_, k) => axisWithin(k + 1)),
    ...panelGenes.map(carrierOf),
  ] satisfies readonly Feature<GenomicsSlice>[],
};
