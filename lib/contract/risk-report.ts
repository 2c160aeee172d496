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

/** A range of the risk that holds with probability `level`. */
export type RiskRange = { readonly level: number; readonly low: number; readonly high: number };

/** What two modalities tell together beyond what each tells alone. */
export type ModalityInteraction = {
  /** Ids, in contract order. */
  readonly between: readonly [first: string, second: string];
  /** Shapley interaction index in log-hazard, v(ij) − v(i) − v(j) + v(∅); half of it is in the share of either. */
  readonly value: number;
};

/** A source of which nothing is known, and where the risk may come to lie when it is. */
export type MissingSource = {
  /** Id of the manifest's source, e.g. `echo`. */
  readonly source: string;
  readonly label: string;
  /** Why nothing of it is known, in one sentence. */
  readonly detail: string;
  readonly range: RiskRange;
};

/** A value in use that is older than 90 % of those that the model learned from. */
export type StaleInput = {
  readonly measure: string;
  readonly label: string;
  /** Its age, and the 90th percentile of ages in training. */
  readonly hours: number;
  readonly usualHours: number;
};

/** What a network's uncertainty about one finding does to the risk. */
export type FindingSpread = {
  readonly feature: string;
  readonly label: string;
  /** Lower and higher of the risks with the finding at either end of its 90 % range. */
  readonly low: number;
  readonly high: number;
};

/** A conformal lower bound on the time without a readmission (Candès, Lei and Ren 2023). */
export type ReadmissionFree = {
  /** Share of such statements that hold. */
  readonly level: number;
  /** No readmission up to the end of this day; 0: nothing can be promised. */
  readonly day: number;
  readonly thresholdOf: Clock;
};

/** What is known of a patient at the discharge, and at home in the days after it. */
export type Clock = 'discharge' | 'home';

/** A feature whose share of the log-hazard changed since the day before. */
export type MovedFeature = {
  readonly feature: string;
  readonly label: string;
  readonly unit: string;
  /** The day before and then, canonical units; `null`: missing. */
  readonly from: number | null;
  readonly to: number | null;
  /** What it did to the risk since, as a probability; all features' together are the change of the risk. */
  readonly points: number;
};

/** The risk at one landmark after the discharge. */
export type RiskDay = {
  /** Days since the discharge; 0 is the discharge. */
  readonly day: number;
  readonly at: Moment;
  readonly risk: number;
  readonly interval: RiskRange;
  /** The three largest changes since the entry before, largest first; of the first none. */
  readonly moved: readonly MovedFeature[];
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
    /** Where the risk will come to lie when it is measured; `null`: the model does not say. */
    readonly range: RiskRange | null;
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
  readonly interval: RiskRange;
  readonly band: 'low' | 'intermediate' | 'high';
  /** Day 0 … horizon. */
  readonly survival: readonly {
    readonly day: number;
    readonly probability: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly attributions: readonly ModalityAttribution[];
  /** Of every two modalities at hand; empty with fewer than two. */
  readonly interactions: readonly ModalityInteraction[];
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
  /** Widest range first; empty where the model names no sources. */
  readonly missingSources: readonly MissingSource[];
  readonly stale: readonly StaleInput[];
  readonly spreads: readonly FindingSpread[];
  /** `null`: the model promises nothing, or was not asked at one of its landmarks. */
  readonly readmissionFree: ReadmissionFree | null;
  /** From the discharge to the landmark, oldest first; empty without a discharge or where the model knows no later landmark. */
  readonly week: readonly RiskDay[];
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
