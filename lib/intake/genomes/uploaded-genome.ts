import type { VariantSearch } from '#lib/genomics/find-variants.ts';
import type { GenomicsSlice } from '#lib/modalities/genomics/slice.ts';

/** A genotype file that came without a chart. */
export type UploadedGenome = {
  readonly file: string;
  /** The person as the file calls them; shown for checking, never matched. */
  readonly sample: string;
  readonly slice: GenomicsSlice;
  /** `null`: no ClinVar extract was chosen with it. */
  readonly search: VariantSearch | null;
};

/** A genotype file of which nothing can be shown, with the reason. */
export type UnreadableGenome = { readonly file: string; readonly reason: string };
