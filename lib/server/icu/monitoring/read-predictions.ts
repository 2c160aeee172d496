import { and, eq, inArray } from 'drizzle-orm';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { channels } from '#lib/icu/hourly/channels.ts';
import { emptyStay, type HourlyStay } from '#lib/icu/hourly/stay.ts';
import { DETERIORATION_HORIZON, deteriorationOutcomes } from '#lib/icu/stage-one/deterioration.ts';
import type { Prediction } from '#lib/monitoring/calibration-process.ts';
import { WATCHED_HOURS } from '#lib/monitoring/summary.ts';
import type { Database } from '#lib/server/database/database.ts';
import { scoreHistory } from '../alerts/tables.ts';
import type { WatchedStay } from './read-samples.ts';

/** One prediction of each patient: at the end of this entry of the stay. More would hang together, and no test would hold. */
const LANDMARK = 11;

const isChannel = (id: string) => channels.find((channel) => channel.id === id)?.id;

/** The first day as stage one reads it. */
function hourlyStay({ admittedAt, rows }: WatchedStay): HourlyStay {
  const stay = emptyStay({
    hours: WATCHED_HOURS,
    firstHour: 1,
    age: null,
    sex: null,
    hoursBeforeUnit: null,
  });
  const first = Math.floor(admittedAt / HOUR_MS);
  for (const { feature, hour, value } of rows) {
    const [id, entry] = [isChannel(feature), hour - first];
    if (id && entry >= 0 && entry < WATCHED_HOURS) stay.series[id][entry] = value;
  }
  return stay;
}

/** End of the landmark's hour, ms since the epoch. */
const landmarkOf = ({ admittedAt }: WatchedStay): number =>
  (Math.floor(admittedAt / HOUR_MS) + LANDMARK + 1) * HOUR_MS;

/** Whether the patient deteriorated after the landmark; `null`: it is not over yet, was so before, or was not measured. */
function outcomeOf(stay: WatchedStay, upTo: number): 0 | 1 | null {
  if (landmarkOf(stay) + DETERIORATION_HORIZON * HOUR_MS > upTo) return null;
  const outcome = deteriorationOutcomes(hourlyStay(stay))[LANDMARK];
  if (outcome === undefined || Number.isNaN(outcome)) return null;
  return outcome === 1 ? 1 : 0;
}

/**
 * Probabilities of deterioration against what came of them, by model, in the order of the landmarks. Of sepsis nobody tells the
 * outcome here, so its calibration is not known.
 */
export async function readPredictions(database: Database, stays: readonly WatchedStay[], upTo: number) {
  const known = stays
    .flatMap((stay) => {
      const outcome = outcomeOf(stay, upTo);
      return outcome === null ? [] : [{ patient: stay.patient, landmark: landmarkOf(stay), outcome }];
    })
    .toSorted((a, b) => a.landmark - b.landmark || (a.patient < b.patient ? -1 : 1));
  if (known.length === 0) return [];
  const patients = known.map(({ patient }) => patient);
  const scores = await database
    .select()
    .from(scoreHistory)
    .where(and(eq(scoreHistory.condition, 'deterioration'), inArray(scoreHistory.patient, patients)));
  const byPatient = Map.groupBy(scores, ({ patient }) => patient);
  const told = known.flatMap(({ patient, landmark, outcome }) => {
    const own = (byPatient.get(patient) ?? []).filter(({ at }) => at <= landmark && at > landmark - HOUR_MS);
    const latest = own.toSorted((a, b) => b.at - a.at)[0];
    // Where there was no score then, nothing was foretold.
    if (!latest || latest.probability === null) return [];
    return [{ model: latest.model, prediction: { probability: latest.probability, outcome } }];
  });
  return [...Map.groupBy(told, ({ model }) => model)].map(([model, own]) => ({
    condition: 'deterioration',
    model,
    told: own.map(({ prediction }): Prediction => prediction),
  }));
}
