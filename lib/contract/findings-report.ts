import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { MissingEstimateInput } from './estimate-report.ts';
import type { FindingDescription } from './manifest.ts';
import type { StatedValue } from './modality.ts';
import type { Provenance } from './risk-report.ts';

/** The picture that findings are of. */
export type FoundPicture = {
  /** SOP Instance UID. */
  readonly instance: string;
  /** Of the study, e.g. `ImagingStudy/1`. */
  readonly reference: string;
  readonly time: Moment | null;
  /** Why newer pictures of the kind were not taken, as ends of "…, because …"; empty: it is the newest. */
  readonly passedOver: readonly string[];
  /** What the file itself says of the patient, before any network looks at it. */
  readonly stated: readonly StatedValue[];
};

/** What a network reads of one finding. A value that is not plausible is no value. */
export type NetworkFinding =
  | {
      readonly status: 'read';
      /** In the finding's unit; of a presence its calibrated probability. */
      readonly value: number;
      /** Standard deviation; `null`: the network states none. */
      readonly spread: number | null;
      /** Where 90 % of such readings lie, within the plausible range; `null` without a spread. */
      readonly range: { readonly low: number; readonly high: number } | null;
    }
  | { readonly status: 'refused'; readonly because: string };

/** The same quantity as a person or a report has it, in the finding's unit. */
export type MeasuredFinding = {
  readonly value: number;
  readonly time: Moment;
  readonly method: string | null;
  readonly reference: string;
};

/** One finding: who measured is part of the value. */
export type Finding = FindingDescription & {
  /** `null`: the picture was not read. */
  readonly network: NetworkFinding | null;
  /** The newest that was known then; `null`: nobody measured it. */
  readonly measured: MeasuredFinding | null;
  /** Network's less measured; `null` unless there are both. */
  readonly difference: number | null;
  /** Whose value counts: a measured one before the network's; `null`: there is none. */
  readonly inUse: 'measured' | 'network' | null;
};

type About = {
  readonly kind: 'findings';
  readonly patientId: string;
  readonly atName: string;
  /** In the order of the manifest. */
  readonly findings: readonly Finding[];
  /** `null`: there was none to read. */
  readonly picture: FoundPicture | null;
  /** How unlike the pictures of training it is, and from where on it is not read; `null`: it was not looked at. */
  readonly novelty: { readonly value: number; readonly limit: number } | null;
  readonly missing: readonly MissingEstimateInput[];
  readonly issues: readonly Issue[];
};

/** What a network reads from one picture. */
export type PictureRead = About & {
  readonly status: 'scored';
  readonly at: Moment;
  readonly picture: FoundPicture;
  readonly provenance: Provenance;
};

/** The picture was not read; what was measured stands all the same. */
export type PictureNotRead = About & {
  readonly status: 'unscored';
  readonly at: Moment | null;
  /** Why not; never empty. */
  readonly reasons: readonly Issue[];
};

export type FindingsReport = PictureRead | PictureNotRead;
