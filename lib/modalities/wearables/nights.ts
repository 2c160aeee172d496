import { isMeasured, type Measured, tooShort } from '#lib/signal/measured.ts';
import { type SaturationSummary, summariseSaturation } from '#lib/signal/oximetry/summary.ts';
import { minutesBefore } from './minutes.ts';
import { remembered } from './remembered.ts';
import type { Recording } from './slice.ts';
import { type Window, within } from './window.ts';

const MINUTE_MS = 60_000;
/** As much as a home test of sleep needs (Kapur VK et al., J Clin Sleep Med 2017;13:479–504). */
const FEWEST_HOURS = 4;

/** Saturation over all nights of the window together. */
export type Nights = {
  /** Falls of 3 points or more per hour asleep. */
  readonly odi3: Measured;
  /** % of the time asleep below 90 %. */
  readonly t90: Measured;
  /** %·min per hour asleep. */
  readonly burden: Measured;
};

/** Recordings on one grid over a night, `NaN` in between; their shortest period, so that no fall is smoothed away. */
function onOneGrid(
  recordings: readonly Recording[],
  night: Window,
): { readonly values: Float32Array; readonly periodMs: number } {
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

function summarise(recordings: readonly Recording[], night: Window): SaturationSummary[] {
  const inside = within(recordings, night);
  if (inside.length === 0) return [];
  const { values, periodMs } = onOneGrid(inside, night);
  return [summariseSaturation(values, periodMs / 1000)];
}

/** Mean of the nights, each weighed by its valid hours. */
function overNights(
  nights: readonly SaturationSummary[],
  pick: (night: SaturationSummary) => Measured,
): Measured {
  let sum = 0;
  let hours = 0;
  for (const night of nights) {
    const measured = pick(night);
    if (!isMeasured(measured)) continue;
    sum += measured.value * night.validHours;
    hours += night.validHours;
  }
  if (hours >= FEWEST_HOURS) return { value: sum / hours };
  return tooShort(
    `Saturation in sleep needs ${FEWEST_HOURS} hours of valid readings; there are ${hours.toFixed(1)}.`,
  );
}

export const nightsBefore = remembered((slice, at): Nights => {
  const { nights, window } = minutesBefore(slice, at);
  const spans = nights.map(({ start, end }) => ({
    from: window.from + start * MINUTE_MS,
    to: window.from + end * MINUTE_MS,
  }));
  const summaries = spans.flatMap((night) => summarise(slice.saturation, night));
  return {
    odi3: overNights(summaries, ({ odi3PerHour }) => odi3PerHour),
    t90: overNights(summaries, ({ t90Percent }) => t90Percent),
    burden: overNights(summaries, ({ burdenPercentMinPerHour }) => burdenPercentMinPerHour),
  };
});
