import type { Moment } from '#lib/clinical/moment.ts';

/** ACMG/AMP classes (Richards S et al., Genet Med 2015;17:405–424); `other`: a drug response, a risk factor. */
export type Significance =
  | 'pathogenic'
  | 'likely pathogenic'
  | 'uncertain significance'
  | 'likely benign'
  | 'benign'
  | 'other';

/** A variant that a laboratory reported. */
export type ReportedVariant = {
  readonly reference: string;
  /** `null`: undated; shown but never used for a score. */
  readonly time: Moment | null;
  /** `not-called`: looked for, but the position could not be read. */
  readonly finding: 'present' | 'absent' | 'not-called' | 'indeterminate';
  /** HGNC symbol as sent. */
  readonly gene: string | null;
  /** HGVS. */
  readonly coding: string | null;
  readonly protein: string | null;
  readonly significance: Significance | null;
  readonly zygosity: string | null;
  readonly origin: 'germline' | 'somatic' | null;
  /** Share of reads that show it, 0 … 1. */
  readonly fraction: number | null;
  readonly accession: string | null;
};

/** What a report says was looked at. */
export type StudiedRegion = {
  readonly reference: string;
  readonly time: Moment | null;
  readonly genes: readonly string[];
};

/** The genotype file that the chart points to. */
export type GenotypeFile = {
  readonly reference: string;
  readonly time: Moment | null;
  readonly title: string;
  /** `Binary/<id>`, or null when the bytes lie elsewhere. */
  readonly binary: string | null;
  readonly bytes: number | null;
  /** SHA-1, base64, as FHIR R4 Attachment.hash. */
  readonly hash: string | null;
};

export type PlacedScore = {
  /** Standard deviations above what people at the same place on the axes of ancestry have. */
  readonly standardised: number;
  /** Share of the nearest reference group with a lower standardised score, 0 … 1. */
  readonly percentile: number;
  /** Standardised scores of the nearest group, rising. */
  readonly reference: readonly number[];
};

export type ScoreResult = {
  readonly id: string;
  readonly trait: string;
  readonly simulated: boolean;
  /** `null`: no score, and `reason` says why. */
  readonly sum: number | null;
  readonly reason: string | null;
  readonly weights: number;
  readonly matched: number;
  /** Inside reference blocks of a gVCF, which do not name the reference base there: not scored. */
  readonly inReferenceBlock: number;
  readonly coverage: number;
  readonly leastCoverage: number;
  /** `null`: there is no reference of like ancestry. */
  readonly placed: PlacedScore | null;
};

type AncestryGroup = {
  readonly population: string;
  readonly label: string;
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
};

export type AncestryResult = {
  readonly simulated: boolean;
  readonly place: readonly number[];
  readonly nearest: string;
  readonly outlying: boolean;
  readonly called: number;
  readonly sites: number;
  readonly groups: readonly AncestryGroup[];
};

/** What was computed from the genotype file. */
export type GenotypeResult = {
  readonly sample: string;
  readonly build: string | null;
  readonly score: ScoreResult;
  /** `null`: too few sites of any panel. */
  readonly ancestry: AncestryResult | null;
  /** On axes of genotypes within ancestry, in standard deviations among people of like ancestry; `null`: too few of their sites. */
  readonly axes: readonly number[] | null;
};

/** What the chart holds of a patient's genome. Plain data: it crosses to the browser as JSON. */
export type GenomicsSlice = {
  readonly variants: readonly ReportedVariant[];
  readonly regions: readonly StudiedRegion[];
  readonly file: GenotypeFile | null;
  /** `null`: there is no file, or it has not been read (lists do not read it), or could not be. */
  readonly genotypes: GenotypeResult | null;
};
