import type { ArmReport } from './arm-report.ts';
import type { CalibrationReport } from './calibration-report.ts';
import type { CohortWindows } from './cohort-windows.ts';
import type { DriftReport } from './drift.ts';

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

/** Everything but what is concluded of it. */
export type Watched = {
  /** Newest event time that was read, ms since the epoch; `null`: nothing was. */
  readonly upTo: number | null;
  readonly simulated: boolean;
  /** Hours from admission on that are compared between patients. */
  readonly hours: number;
  readonly windows: Pick<CohortWindows, 'spans'> & { readonly reference: number; readonly current: number };
  /** `null`: too few patients yet. */
  readonly drift: DriftReport | null;
  readonly arms: readonly (ArmReport & { readonly seal: SealCheck; readonly shadowScores: number })[];
  readonly calibration: readonly CalibrationReport[];
};
