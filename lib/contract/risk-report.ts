import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Evidence, Gap } from './feature.ts';
import type { SiteMapUse } from './patient-record.ts';
import type { Backend } from './session.ts';
import type { UnreadCode } from './unread-code.ts';

/** One feature's share of the log-hazard, exact to the report's `sum.residual`. */
export type FeatureAttribution = {
  readonly feature: string;
  readonly measure: string;
  readonly group: string;
  readonly label: string;
  /** Canonical-unit value; `null`: missing, then `contribution` is 0 by definition of the baseline. */
  readonly value: number | null;
  readonly unit: string;
  /** Shapley value in log-hazard; positive raises the risk. */
  readonly contribution: number;
};

export type ModalityAttribution = {
  readonly modality: string;
  readonly label: string;
  /** Exact Shapley value over all coalitions of the modalities at hand; equals the sum of its features. */
  readonly contribution: number;
  readonly features: readonly FeatureAttribution[];
};

/** An input that the model did not get, and what a plausible value would do to the risk. */
export type MissingInput = {
  readonly measure: string;
  readonly label: string;
  readonly features: readonly string[];
  readonly reason: Gap['missing'];
  readonly detail: string;
  readonly last: Evidence | null;
  /** 30-day risk if the value were at the training set's 10th, 50th, 90th percentile; `null` without a score. */
  readonly effect: {
    readonly unit: string;
    readonly at: readonly { readonly value: number; readonly risk: number }[];
  } | null;
};

/** Every score carries a receipt. */
export type Provenance = {
  readonly model: {
    readonly id: string;
    readonly version: string;
    /** SHA-256 of the file of each graph by its name. */
    readonly graphs: Readonly<Record<string, string>>;
  };
  readonly contract: string;
  readonly simulatedTraining: boolean;
  readonly backend: Backend;
  readonly threads: number;
  readonly fallbacks: readonly string[];
  readonly durationMs: number;
  /** Wall-clock time of the computation, ISO 8601 UTC. */
  readonly computedAt: string;
  /** The resources used, by feature id. */
  readonly inputs: readonly { readonly feature: string; readonly from: readonly Evidence[] }[];
  /** The hospital's own mapping of codes and units, and the resources above that were read with it. */
  readonly siteMap?: SiteMapUse;
};

export type Scored = {
  readonly kind: 'survival';
  readonly status: 'scored';
  readonly patientId: string;
  readonly at: Moment;
  /** What the time is called, e.g. `discharge`. */
  readonly atName: string;
  readonly horizonDays: number;
  /** Probability of the event within the horizon. */
  readonly risk: number;
  readonly logHazard: number;
  /** Range of the middle 90 % of bootstrap members: uncertainty of the model, not of the patient. */
  readonly interval: { readonly level: number; readonly low: number; readonly high: number };
  readonly band: 'low' | 'intermediate' | 'high';
  /** Day 0 … horizon. */
  readonly survival: readonly {
    readonly day: number;
    readonly probability: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly attributions: readonly ModalityAttribution[];
  /** baseline + contributions = total to 1e-5; `residual` is what floating point left before it was spread. */
  readonly sum: {
    readonly baseline: number;
    readonly contributions: number;
    readonly total: number;
    readonly residual: number;
    readonly baselineRisk: number;
  };
  /** The horizon had ended before the chart's latest entry: the score looks back. */
  readonly retrospective: boolean;
  readonly missing: readonly MissingInput[];
  readonly issues: readonly Issue[];
  /** Codes of the chart that nothing here was read from, most frequent first. */
  readonly unread: readonly UnreadCode[];
  readonly provenance: Provenance;
};

export type Unscored = {
  readonly kind: 'survival';
  readonly status: 'unscored';
  readonly patientId: string;
  readonly at: Moment | null;
  readonly atName: string;
  /** Why there is no score, most important first; never empty. */
  readonly reasons: readonly Issue[];
  readonly missing: readonly MissingInput[];
  readonly issues: readonly Issue[];
  readonly unread: readonly UnreadCode[];
};

export type RiskReport = Scored | Unscored;
