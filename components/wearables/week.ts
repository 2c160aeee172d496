import { allOf, latestWindow } from '#lib/modalities/wearables/latest-week.ts';
import { minutesBefore } from '#lib/modalities/wearables/minutes.ts';
import type { Recording, WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { minuteMeans, within } from '#lib/modalities/wearables/window.ts';
import { restingHeartRate } from '#lib/signal/activity/heart-rate.ts';
import { isIrregularRhythm } from '#lib/signal/ecg/rhythm.ts';
import type { Measured } from '#lib/signal/measured.ts';
import { type SaturationSummary, summariseSaturation } from '#lib/signal/oximetry/summary.ts';
import { readStrip, type Strip } from './strip.ts';

export const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** One night with its oximetry; times in ms since the epoch. */
export type Night = {
  readonly from: number;
  readonly to: number;
  readonly basis: 'motion and heart rate' | 'clock';
  readonly saturation: Omit<SaturationSummary, 'events'>;
  readonly events: number;
};

/** Something that a reader should look at. */
export type WeekEvent = { readonly at: number; readonly to: number; readonly label: string };

export type Day = {
  /** First minute of the local day, ms since the epoch. */
  readonly from: number;
  /** Hours with a heart rate. */
  readonly wornHours: number;
  /** `null`: none were counted, which is not 0. */
  readonly steps: number | null;
  readonly restingHeartRate: Measured;
};

/** The latest seven days of a patient's devices, minute by minute, with what was found in them. */
export type Week = {
  readonly from: number;
  readonly to: number;
  /** Minutes east of UTC; `null`: no device wrote its zone, and times are UTC. */
  readonly offset: number | null;
  /** Recordings of these days were dated by several clocks, as when summer time begins. */
  readonly clockChanged: boolean;
  /** Per minute; `NaN` where the device was off. */
  readonly heartRate: Float32Array;
  readonly saturation: Float32Array;
  readonly steps: Float32Array;
  readonly nights: readonly Night[];
  readonly events: readonly WeekEvent[];
  readonly days: readonly Day[];
  readonly strips: readonly Strip[];
};

const zonesOf = (recordings: readonly Recording[]): readonly number[] =>
  recordings.flatMap(({ offsetMinutes }) => offsetMinutes ?? []);

type Minutes = Pick<Week, 'heartRate' | 'steps'> & { readonly from: number; readonly firstMinute: number };

const sumOf = (counts: Float32Array): number | null =>
  counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);

function daysOf({ heartRate, steps, from, firstMinute }: Minutes): Day[] {
  const days: Day[] = [];
  for (let start = -firstMinute; start < steps.length; start += DAY_MINUTES) {
    const [first, end] = [Math.max(0, start), Math.min(steps.length, start + DAY_MINUTES)];
    const [rates, counts] = [heartRate.subarray(first, end), steps.subarray(first, end)];
    days.push({
      from: from + start * MINUTE_MS,
      wornHours: rates.filter(Number.isFinite).length / 60,
      steps: sumOf(counts.filter(Number.isFinite)),
      restingHeartRate: restingHeartRate(rates, counts),
    });
  }
  return days.filter(({ wornHours, steps: own }) => wornHours > 0 || own !== null);
}

const stripEvent = ({ start, seconds }: Strip): WeekEvent => ({
  at: start.ms,
  to: start.ms + seconds * 1000,
  label: 'ECG strip irregular without a pattern',
});

/** Reads the latest seven days. Takes about 0.1 s: it runs in a worker. */
export function readWeek(slice: WearablesSlice): Week {
  const { to } = latestWindow(slice);
  const { window, heartRate, steps, zone, firstMinute, nights: sleeps } = minutesBefore(slice, to);
  const saturation = minuteMeans(within(slice.saturation, window), window);
  const strips = within(slice.ecg, window).map(readStrip);
  const time = (minute: number) => window.from + minute * MINUTE_MS;
  const worn = ({ start, end }: { readonly start: number; readonly end: number }) =>
    [heartRate, saturation].some((values) => values.subarray(start, end).some(Number.isFinite));
  const nights = sleeps
    .filter(worn)
    .map((sleep) => ({ sleep, summary: summariseSaturation(saturation, 60, sleep) }));
  const desaturations = nights.flatMap(({ summary }) =>
    summary.events.map(({ start, nadir, end, fall, from }) => ({
      at: time(nadir),
      to: time(end),
      label: `Desaturation from ${from.toFixed(0)} by ${fall.toFixed(0)} points, ${end - start} min`,
    })),
  );
  return {
    from: window.from,
    to: window.to,
    offset: zone,
    clockChanged: new Set(zonesOf(within(allOf(slice), window))).size > 1,
    heartRate,
    saturation,
    steps,
    nights: nights.map(({ sleep, summary: { events, ...rest } }) => ({
      from: time(sleep.start),
      to: time(sleep.end),
      basis: sleep.basis,
      saturation: rest,
      events: events.length,
    })),
    events: [
      ...desaturations,
      ...strips.filter(({ rhythm }) => isIrregularRhythm(rhythm)).map(stripEvent),
    ].toSorted((a, b) => a.at - b.at),
    days: daysOf({ heartRate, steps, from: window.from, firstMinute }),
    strips,
  };
}
