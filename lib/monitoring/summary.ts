import { type ArmReport, type PatientOutcome, reportArms } from './arm-report.ts';
import type { Prediction } from './calibration-process.ts';
import { type CalibrationReport, reportCalibration } from './calibration-report.ts';
import { type AdmittedSample, type CohortWindows, cohortWindows } from './cohort-windows.ts';
import { type DriftReport, detectDrift } from './drift.ts';
import type { WatchedFeature } from './drift-sample.ts';
import type { Experiment } from './experiment.ts';

/** How the assignments of an experiment stand to its seal. */
export type SealCheck = {
  readonly sealedAt: number;
  /** SHA-256 of the salt and all that was fixed, hexadecimal. */
  readonly commitment: string;
  readonly assigned: number;
  /** Assignments that are not what the sealed salt gives; more than none: somebody has changed them. */
  readonly wrong: number;
  /** Assignments that were stored after the patient's first score. */
  readonly late: number;
};

export type Monitored = {
  /** Newest event time that was read, ms since the epoch; `null`: nothing was. */
  readonly upTo: number | null;
  readonly simulated: boolean;
  readonly features: readonly WatchedFeature[];
  readonly samples: readonly AdmittedSample[];
  readonly experiments: readonly {
    readonly experiment: Experiment;
    readonly seal: SealCheck;
    readonly outcomes: readonly PatientOutcome[];
    readonly shadowScores: number;
  }[];
  readonly predictions: readonly {
    readonly condition: string;
    readonly model: string;
    readonly told: readonly Prediction[];
  }[];
};

export type MonitorSummary = Pick<Monitored, 'upTo' | 'simulated'> & {
  /** Hours from admission on that are compared between patients. */
  readonly hours: number;
  readonly windows: Pick<CohortWindows, 'spans'> & { readonly reference: number; readonly current: number };
  /** `null`: too few patients yet. */
  readonly drift: DriftReport | null;
  readonly arms: readonly (ArmReport & { readonly seal: SealCheck; readonly shadowScores: number })[];
  readonly calibration: readonly CalibrationReport[];
};

/** The first day: of whoever has lain there for less, nothing is compared, since what is measured changes with the hours. */
export const WATCHED_HOURS = 24;
/** Of an experiment's primary outcome, over all looks. */
export const ARMS_LEVEL = 0.05;
/** Of healthy pairs of windows, all features and tests together. */
export const DRIFT_LEVEL = 0.01;
/** Of models that are right, over all looks at one of them. */
export const CALIBRATION_LEVEL = 0.01;
const PERMUTATIONS = 999;

/** All that is watched of the ICU models. `draw`: from a seed, so that a summary can be made again. */
export function summarise(monitored: Monitored, draw: () => number): MonitorSummary {
  const { upTo, simulated, features, samples, experiments, predictions } = monitored;
  const windows = cohortWindows(samples);
  return {
    upTo,
    simulated,
    hours: WATCHED_HOURS,
    windows: {
      spans: windows.spans,
      reference: windows.reference.length,
      current: windows.current.length,
    },
    drift: detectDrift(windows, features, { level: DRIFT_LEVEL, permutations: PERMUTATIONS, draw }),
    arms: experiments.map(({ experiment, outcomes, seal, shadowScores }) => ({
      ...reportArms(experiment, outcomes, ARMS_LEVEL),
      seal,
      shadowScores,
    })),
    calibration: predictions.map(({ told, ...of }) => reportCalibration(of, told, CALIBRATION_LEVEL)),
  };
}
