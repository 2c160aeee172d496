import type { StageTwoPatient } from '#lib/icu/stage-two/window.ts';

/** What is told of one stay: entries to ask at, and by entry SepsisLabel. */
export type ToldStay = {
  readonly name: string;
  readonly patient: StageTwoPatient;
  readonly entries: readonly number[];
  readonly sepsis: readonly number[];
};
