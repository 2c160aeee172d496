import type { SleepPeriod } from '#lib/signal/activity/sleep.ts';
import { isMeasured, type Measured, tooShort } from '#lib/signal/measured.ts';
import type { Desaturation } from '#lib/signal/oximetry/desaturations.ts';
import { type SaturationSummary, summariseSaturation } from '#lib/signal/oximetry/summary.ts';
import type { Minutes } from './minutes.ts';
import type { Recording } from './slice.ts';
import { MINUTE_MS, type Window, within } from './window.ts';

/** As much as a home test of sleep needs (Kapur VK et al., J Clin Sleep Med 2017;13:479–504). */
const FEWEST_HOURS = 4;

/** One fall of the saturation; times in ms since the epoch. */
export type Fall = Pick<Desaturation, 'from' | 'fall'> & {
  /** The lowest reading. */
  readonly at: number;
  readonly to: number;
  readonly seconds: number;
};

/** One night with its oximetry at the rate of the device; times in ms since the epoch. */
export type Night = Window & {
  readonly basis: SleepPeriod['basis'];
  readonly saturation: Omit<SaturationSummary, 'events'>;
  readonly falls: readonly Fall[];
  /** Seconds between two readings of saturation; `null`: there are none. */
  readonly readingSeconds: number | null;
};

/** Saturation over all nights of the window together. */
export type NightMeasures = {
  /** Falls of 3 points or more per hour asleep. */
  readonly odi3: Measured;
  /** % of the time asleep below 90 %. */
  readonly t90: Measured;
  /** %·min per hour asleep. */
  readonly burden: Measured;
};

type Grid = { readonly values: Float32Array; readonly periodMs: number };

/** Recordings on one grid over a night, `NaN` in between; their shortest period, so that no fall is smoothed away. */
function onOneGrid(recordings: readonly Recording[], night: Window): Grid {
  const periodMs = Math.min(...recordings.map((one) => one.periodMs));
  const values = new Float32Array(Math.ceil((night.to - night.from) / periodMs)).fill(Number.NaN);
  for (const { start, periodMs: own, values: sent } of recordings)
    for (let i = 0; i < sent.length; i += 1) {
      const value = sent[i] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const at = Math.round((start.ms + i * own - night.from) / periodMs);
      values.fill(value, at, at + Math.round(own / periodMs));
    }
  return { values, periodMs };
}

function readNight(recordings: readonly Recording[], night: Window, basis: Night['basis']): Night {
  const inside = within(recordings, night);
  if (inside.length === 0) {
    const { events: _, ...saturation } = summariseSaturation(new Float32Array(), MINUTE_MS / 1000);
    return { ...night, basis, saturation, falls: [], readingSeconds: null };
  }
  const { values, periodMs } = onOneGrid(inside, night);
  const { events, ...saturation } = summariseSaturation(values, periodMs / 1000);
  const falls = events.map(({ start, nadir, end, from, fall }) => ({
    at: night.from + nadir * periodMs,
    to: night.from + end * periodMs,
    seconds: ((end - start) * periodMs) / 1000,
    from,
    fall,
  }));
  return { ...night, basis, saturation, falls, readingSeconds: periodMs / 1000 };
}

/** The nights in which a device was worn. */
export function readNights(
  recordings: readonly Recording[],
  { window, sleep, heartRate }: Minutes,
): readonly Night[] {
  return sleep.flatMap(({ start, end, basis }) => {
    const span = { from: window.from + start * MINUTE_MS, to: window.from + end * MINUTE_MS };
    const night = readNight(recordings, span, basis);
    const worn = night.saturation.validHours > 0 || heartRate.subarray(start, end).some(Number.isFinite);
    return worn ? [night] : [];
  });
}

/** Mean of the nights, each weighed by its valid hours. */
function overNights(nights: readonly Night[], pick: (saturation: Night['saturation']) => Measured): Measured {
  let sum = 0;
  let hours = 0;
  for (const { saturation } of nights) {
    const measured = pick(saturation);
    if (!isMeasured(measured)) continue;
    sum += measured.value * saturation.validHours;
    hours += saturation.validHours;
  }
  if (hours >= FEWEST_HOURS) return { value: sum / hours };
  return tooShort(
    `Saturation in sleep needs ${FEWEST_HOURS} hours of valid readings; there are ${hours.toFixed(1)}.`,
  );
}

export const measureNights = (nights: readonly Night[]): NightMeasures => ({
  odi3: overNights(nights, ({ odi3PerHour }) => odi3PerHour),
  t90: overNights(nights, ({ t90Percent }) => t90Percent),
  burden: overNights(nights, ({ burdenPercentMinPerHour }) => burdenPercentMinPerHour),
});
