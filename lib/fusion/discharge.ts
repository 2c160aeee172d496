import { daysBetween, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { indexStay } from '#lib/modalities/ehr/stays.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** When the stay that a question at `at` is about had ended by then; `null`: there is none, or it went on. */
export function dischargeBefore({ slices }: PatientRecord<Slices>, at: Moment): Moment | null {
  const end = indexStay(slices.ehr?.stays ?? [], at)?.end ?? null;
  return end !== null && !isAfter(end, at) ? end : null;
}

/** Whether a time lies between the first and the last landmark that a model was trained for: not within a stay, nor weeks after it. */
export function isWithinLandmarks(
  record: PatientRecord<Slices>,
  at: Moment,
  { landmarks }: Pick<SurvivalManifest, 'landmarks'>,
): boolean {
  const discharge = dischargeBefore(record, at);
  return discharge !== null && daysBetween(discharge, at) <= Math.max(...landmarks.days);
}
