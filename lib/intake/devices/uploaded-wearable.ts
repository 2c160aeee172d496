import type { Issue } from '#lib/clinical/issue.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import type { HrvSummary } from '#lib/signal/hrv/summary.ts';
import type { DeviceAnswers, DeviceQuestion } from '#lib/signal/readers/device-question.ts';
import type { DeviceExport } from './device-exports.ts';

/** Files of a device that came without a chart: their latest seven days, or what has to be asked first. */
export type UploadedWearable = {
  readonly file: string;
  readonly slice: WearablesSlice | null;
  /** Variability of a recording of beats; `null`: the files hold none. */
  readonly variability: HrvSummary | null;
  /** What only the user can tell; `null`: nothing. */
  readonly question: DeviceQuestion | null;
  readonly answers: DeviceAnswers;
  readonly issues: readonly Issue[];
  /** To read again when the user has answered. */
  readonly source: DeviceExport;
};
