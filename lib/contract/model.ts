import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { EstimateReport } from './estimate-report.ts';
import type { FeatureVector } from './feature.ts';
import type { FindingsReport } from './findings-report.ts';
import type { Landmark } from './landmark.ts';
import type { ModelKind } from './manifest.ts';
import type { TensorOutcome } from './modality.ts';
import type { PatientRecord } from './patient-record.ts';
import type { RiskReport } from './risk-report.ts';
import type { ModelSession } from './session.ts';

/** What a model answers about one patient; `kind` is its manifest's. */
export type ModelReport = RiskReport | EstimateReport | FindingsReport;

/**
 * Reads a tensor of a record at a time: here, or in a worker. A file that cannot be fetched is a gap with the reason;
 * rejects with the signal's reason when aborted.
 */
export type TensorReader<Slices> = (
  record: Pick<PatientRecord<Slices>, 'slices' | 'deferred'>,
  at: Moment | null,
  id: string,
  signal?: AbortSignal,
) => Promise<TensorOutcome>;

/** What is asked beside the record. */
export type Question<Slices> = {
  /** A time that the reader chose; absent: the model's own. */
  readonly landmark?: Landmark;
  /** How pictures, clips and waveforms are read; absent: there is nothing to read them from, and they are missing. */
  readonly readTensor?: TensorReader<Slices>;
  /** The report's week is left empty, and asked for with `followWeek` when the rest is on screen. */
  readonly weekLater?: true;
  readonly signal?: AbortSignal;
};

/** A model as page, worklist, command line and training know it: one folder of code and one of files. */
export type Model<Slices, Report extends ModelReport = ModelReport> = {
  readonly id: string;
  readonly kind: ModelKind;
  /** Its folder of files under `public/`, which is also its URL path. */
  readonly folder: string;
  /** The time that it predicts from unless a reader chose another. */
  readonly landmark: (record: PatientRecord<Slices>) => Landmark;
  /** Why it may not speak about this patient, most important first; empty: it may. `vector`: features read at that time. */
  readonly reasonsAgainst: (
    record: PatientRecord<Slices>,
    landmark: Landmark,
    vector: FeatureVector,
  ) => readonly Issue[];
  /**
   * Bad data gives a report with the reasons why there is no answer. A broken system throws: `ModelError` when the model
   * fails, `AttributionError` when reasons would not add up to the score, the signal's reason when aborted.
   */
  readonly assess: (
    record: PatientRecord<Slices>,
    session: ModelSession,
    question?: Question<Slices>,
  ) => Promise<Report>;
};
