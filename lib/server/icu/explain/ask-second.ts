import { setTimeout as wait } from 'node:timers/promises';
import type { Alert } from '#lib/icu/alerts/alert.ts';
import { hourOf } from '#lib/icu/bed/facts.ts';
import type { CurveHour } from '#lib/icu/stage-two/live-curves.ts';
import { toSent } from '#lib/icu/stage-two/sent-patient.ts';
import type { Database } from '#lib/server/database/database.ts';
import { readUnasked, recordOpinion } from '../alerts/second-opinions.ts';
import { opinionInThread } from './explain-thread.ts';
import { readPatient } from './known-patient.ts';

const LOOK_MS = 1000;
const RETRY_MS = 10_000;
/** Of real time: what is older was raised where nobody looked, and is left as it is. */
const ASKED_FOR_MS = 24 * 3_600_000;
/** What scorers know of a bed is written a second after its score; who is not there then is nobody to be asked of. */
const MOST_TRIES = 30;

export type SecondPlaces = {
  readonly database: Database;
  /** What the curves of a patient say of the hour that is not over. */
  readonly curvesOf: (patient: string) => CurveHour | null;
};

/** Asks stage two of the hour in which an alert began. Whether it is settled: there is an answer, or there will be none. */
export async function askOf({ database, curvesOf }: SecondPlaces, alert: Alert): Promise<boolean> {
  const { patient, condition, at } = alert;
  const known = await readPatient(database, patient, curvesOf(patient));
  if (!known) return false;
  const hoursBack = hourOf(known.at) - hourOf(at);
  if (hoursBack < 0) return false;
  const sent = { patient, at: known.at, ...toSent(known.told), stageOne: {}, simulated: false };
  // The stay began anew since, or the hour is no longer sent.
  if (hoursBack >= sent.stay.hours) return true;
  await recordOpinion(database, alert, await opinionInThread(sent, condition, hoursBack));
  return true;
}

/** Has each alert looked at by the second model when it has begun, until the signal is aborted; what fails is tried again. */
export async function askSecond(places: SecondPlaces, signal: AbortSignal): Promise<void> {
  const tries = new Map<string, number>();
  const look = async () => {
    const unasked = await readUnasked(places.database, Date.now() - ASKED_FOR_MS);
    for (const alert of unasked) {
      const before = tries.get(alert.id) ?? 0;
      if (before >= MOST_TRIES || signal.aborted) continue;
      const settled = await askOf(places, alert);
      tries.set(alert.id, settled ? MOST_TRIES : before + 1);
    }
  };
  while (!signal.aborted) {
    const pause = await look().then(
      () => LOOK_MS,
      () => RETRY_MS,
    );
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}
