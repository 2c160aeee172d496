import { type Alarm, alarmsOf } from './alarms.ts';
import { type PatientOutcome, reportArms } from './arm-report.ts';
import type { Prediction } from './calibration-process.ts';
import { reportCalibration } from './calibration-report.ts';
import { type AdmittedSample, cohortWindows } from './cohort-windows.ts';
import { detectDrift } from './drift.ts';
import type { WatchedFeature } from './drift-sample.ts';
import type { Experiment } from './experiment.ts';
import type { Permuting } from './permute-patients.ts';
import type { SealCheck, Watched } from './watched.ts';

/** What an installation has stored. */
export type Monitored = Pick<Watched, 'upTo' | 'simulated'> & {
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

export type MonitorSummary = Watched & { readonly alarms: readonly Alarm[] };

/** The first day: of whoever has lain there for less, nothing is compared, since what is measured changes with the hours. */
export const WATCHED_HOURS = 24;
/** Of an experiment's primary outcome, over all looks. */
export const ARMS_LEVEL = 0.05;
/** Of healthy pairs of windows, all features and tests together. */
export const DRIFT_LEVEL = 0.01;
/** Of models that are right, over all looks at one of them. */
export const CALIBRATION_LEVEL = 0.01;
const PERMUTATIONS = 999;

/** All that is watched of the ICU models. */
export async function summarise(
  monitored: Monitored,
  permuting: Omit<Permuting, 'permutations'>,
): Promise<MonitorSummary> {
  const { upTo, simulated, features, samples, experiments, predictions } = monitored;
  const windows = cohortWindows(samples);
  const watched = {
    upTo,
    simulated,
    hours: WATCHED_HOURS,
    windows: {
      spans: windows.spans,
      reference: windows.reference.length,
      current: windows.current.length,
    },
    drift: await detectDrift(windows, features, {
      level: DRIFT_LEVEL,
      permutations: PERMUTATIONS,
      ...permuting,
    }),
    arms: experiments.map(({ experiment, outcomes, seal, shadowScores }) => ({
      ...reportArms(experiment, outcomes, ARMS_LEVEL),
      seal,
      shadowScores,
    })),
    calibration: predictions.map(({ told, ...of }) => reportCalibration(of, told, CALIBRATION_LEVEL)),
  };
  return { ...watched, alarms: alarmsOf(watched) };
}
