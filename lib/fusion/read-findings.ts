import type { Moment } from '#lib/clinical/moment.ts';
import type { FindingsReport } from '#lib/contract/findings-report.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { findInPicture } from './find.ts';
import { withFindings } from './with-findings.ts';

export type PictureQuestion = {
  /** Times of prediction: of each the newest pictures of then are read, and one picture is read once. */
  readonly times: readonly Moment[];
  readonly readTensor: TensorReader<Slices>;
  readonly signal?: AbortSignal;
  /** Called after each picture. */
  readonly onRead?: (done: number, of: number) => void;
};

/** When the pictures of a question are looked for: at its own time, and at the discharge from which the days are followed. */
export function timesOf({ admission }: PatientRecord<Slices>, { at }: Landmark): readonly Moment[] {
  if (at === null) return [];
  const discharge = admission?.end ?? null;
  return discharge && discharge.ms < at.ms ? [discharge, at] : [at];
}

/**
 * The record with what the networks of findings read from its pictures as of some times. Without pictures nothing is asked.
 *
 * @param networks sessions of kind `findings`, the most trusted first
 * Rejects as `findInPicture` does.
 */
export async function readFindings(
  record: PatientRecord<Slices>,
  networks: readonly ModelSession[],
  { times, readTensor, signal, onRead }: PictureQuestion,
): Promise<PatientRecord<Slices>> {
  if ((record.slices.imaging?.studies.length ?? 0) === 0) return record;
  const reports: FindingsReport[] = [];
  const all = networks.length * times.length;
  for (const at of times)
    for (const session of networks) {
      const landmark = { at, name: 'the time of prediction' };
      const question = { landmark, readTensor, ...(signal && { signal }) };
      reports.push(await findInPicture(record, session, question));
      onRead?.(reports.length, all);
    }
  return withFindings(record, reports);
}
