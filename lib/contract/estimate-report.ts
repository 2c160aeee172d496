import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Evidence, Gap } from './feature.ts';
import type { Provenance } from './risk-report.ts';

/** An input that the model did not get. */
export type MissingEstimateInput = {
  readonly input: string;
  readonly label: string;
  readonly reason: Gap['missing'];
  readonly detail: string;
  readonly last: Evidence | null;
};

type About = {
  readonly kind: 'estimate';
  readonly patientId: string;
  readonly atName: string;
  readonly missing: readonly MissingEstimateInput[];
  readonly issues: readonly Issue[];
};

/** Numbers that a model gives about one patient, with their units. */
export type Estimated = About & {
  readonly status: 'scored';
  readonly at: Moment;
  readonly estimates: readonly {
    readonly id: string;
    readonly label: string;
    readonly value: number;
    /** UCUM code. */
    readonly unit: string;
    readonly decimals: number;
  }[];
  readonly provenance: Provenance;
};

export type Unestimated = About & {
  readonly status: 'unscored';
  readonly at: Moment | null;
  /** Why there is no estimate; never empty. */
  readonly reasons: readonly Issue[];
};

export type EstimateReport = Estimated | Unestimated;
