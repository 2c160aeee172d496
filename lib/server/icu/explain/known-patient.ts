import { BedState } from '#lib/icu/bed/bed-state.ts';
import { stayOf } from '#lib/icu/bed/bed-stay.ts';
import { hourOf } from '#lib/icu/bed/facts.ts';
import type { CurveHour } from '#lib/icu/stage-two/live-curves.ts';
import type { StageTwoPatient } from '#lib/icu/stage-two/window.ts';
import type { Database } from '#lib/server/database/database.ts';
import { readStatics } from '../batch/fold-patients.ts';
import { readStays } from '../scorer/kept-stays.ts';
import { readCurveHours } from './curve-hours.ts';

/** What the stream and the batch layer know of a patient, its last entry, and when the newest reading of it was taken. */
export type KnownPatient = {
  readonly told: StageTwoPatient;
  readonly hour: number;
  readonly at: number;
};

/**
 * `null`: nothing was measured. Rejects with `DatabaseError`.
 *
 * @param running what the curves say of the hour that is not over; null: none come
 */
export async function readPatient(
  database: Database,
  patient: string,
  running: CurveHour | null,
): Promise<KnownPatient | null> {
  const [facts, statics, curves] = await Promise.all([
    readStays(database, [patient]),
    readStatics(database, [patient]),
    readCurveHours(database, patient),
  ]);
  const state = new BedState(patient);
  state.restore(facts.get(patient) ?? []);
  const known = stayOf(state);
  if (!known) return null;
  const { stay, hour, at } = known;
  const first = hourOf(at) - hour;
  const waveforms = Array.from({ length: stay.hours }, (_, entry) => {
    const own = first + entry;
    return curves.get(own) ?? (running?.hour === own ? running.measures : null);
  });
  return { told: { stay, waveforms, known: statics.get(patient) ?? null }, hour, at };
}
