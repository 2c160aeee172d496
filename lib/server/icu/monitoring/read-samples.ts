import { desc, inArray } from 'drizzle-orm';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { type Channel, channels } from '#lib/icu/hourly/channels.ts';
import type { AdmittedSample } from '#lib/monitoring/cohort-windows.ts';
import type { WatchedFeature } from '#lib/monitoring/drift-sample.ts';
import { WATCHED_HOURS } from '#lib/monitoring/summary.ts';
import type { Database } from '#lib/server/database/database.ts';
import { watchedHours, watchedStays } from './tables.ts';

/** Newest patients that are read; both windows and those who are still in their first day. */
const MOST_PATIENTS = 700;
/** Whoever is first measured later came from elsewhere in the middle of the stay. */
const LATEST_START_HOURS = 2;
const LABELS = { 'vital-signs': 'Delay of vital signs', laboratory: 'Delay of laboratory values' } as const;
type Modality = Channel['modality'];

const delayOf = (modality: Modality): string => `delay.${modality}`;

/** All that is compared: each channel, and how late its modality comes. */
export const watchedFeatures: readonly WatchedFeature[] = [
  ...channels.map(({ id, label, unit, modality }) => ({ id, label, unit, modality })),
  ...(Object.keys(LABELS) as Modality[]).map((modality) => ({
    id: delayOf(modality),
    label: LABELS[modality],
    unit: 's',
    modality: 'latency',
  })),
];

const modalityOf = new Map<string, Modality>(channels.map(({ id, modality }) => [id, modality]));

type StayRow = typeof watchedStays.$inferSelect;
type HourRow = typeof watchedHours.$inferSelect;

/** A stay with the hours of its first day that are known. */
export type WatchedStay = StayRow & { readonly rows: readonly HourRow[] };

/** The newest stays and the newest event time among all of them. */
export async function readStays(database: Database): Promise<readonly WatchedStay[]> {
  const stays = await database
    .select()
    .from(watchedStays)
    .orderBy(desc(watchedStays.admittedAt))
    .limit(MOST_PATIENTS);
  if (stays.length === 0) return [];
  const patients = stays.map(({ patient }) => patient);
  const rows = await database.select().from(watchedHours).where(inArray(watchedHours.patient, patients));
  const byPatient = Map.groupBy(rows, ({ patient }) => patient);
  return stays.map((stay) => ({ ...stay, rows: byPatient.get(stay.patient) ?? [] }));
}

/** Hours of the first day, or nothing where that is not over yet or was not seen from its beginning. */
function firstDay({ admittedAt, rows }: WatchedStay, upTo: number): readonly HourRow[] {
  const first = Math.floor(admittedAt / HOUR_MS);
  const own = rows.filter(({ hour }) => hour >= first && hour < first + WATCHED_HOURS);
  const isOver = (first + WATCHED_HOURS) * HOUR_MS <= upTo;
  const isWhole = own.some(({ hour }) => hour <= first + LATEST_START_HOURS);
  return isOver && isWhole ? own : [];
}

function sampleOf(stay: WatchedStay, day: readonly HourRow[]): AdmittedSample {
  const observed = new Set(day.map(({ hour }) => hour)).size;
  const byFeature = Map.groupBy(day, ({ feature }) => feature);
  const delays = Map.groupBy(day, ({ feature }) => delayOf(modalityOf.get(feature) ?? 'vital-signs'));
  return {
    patient: stay.patient,
    beganAt: stay.admittedAt,
    values: Object.fromEntries([
      ...[...byFeature].map(([id, rows]) => [id, rows.map(({ value }) => value)] as const),
      ...[...delays].map(
        ([id, rows]) => [id, rows.map(({ at, ingestedAt }) => (ingestedAt - at) / 1000)] as const,
      ),
    ]),
    missing: Object.fromEntries(
      channels.map(({ id }) => [id, 1 - (byFeature.get(id)?.length ?? 0) / observed]),
    ),
    embeddings: {},
  };
}

/** Patients whose first day is over at `upTo`, with what was measured in it. */
export const samplesOf = (stays: readonly WatchedStay[], upTo: number): readonly AdmittedSample[] =>
  stays.flatMap((stay) => {
    const day = firstDay(stay, upTo);
    return day.length > 0 ? [sampleOf(stay, day)] : [];
  });
