import { defineModality } from '#lib/contract/modality.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { IssueTally } from '#lib/fhir/issue-tally.ts';
import { completeGenotypes } from './complete-genotypes.ts';
import { genomicsDescription } from './features.ts';
import { findGenotypeFile } from './genotype-document.ts';
import type { GenomicsSlice } from './slice.ts';
import { readFindings } from './variant-observations.ts';

/** Genetic findings of a chart, and where its genotype file lies. The file itself is read on completion. */
export const genomics = defineModality<Chart, GenomicsSlice>({
  ...genomicsDescription,
  parse: (chart) => {
    const tally = new IssueTally();
    const { variants, regions } = readFindings(chart, tally);
    const file = findGenotypeFile(chart, tally);
    const nothing = variants.length === 0 && regions.length === 0 && file === null;
    return {
      slice: nothing ? undefined : { variants, regions, file, genotypes: null },
      issues: tally.issues(),
    };
  },
  complete: completeGenotypes,
});
