import { log } from '../arithmetic.ts';
import type { ChartContent } from '../patient.ts';
import type { Strip } from '../wearables/ecg/plan-strips.ts';
import { planWeek } from '../wearables/plan-week.ts';
import { trueRmssd } from '../wearables/wearable-truth.ts';

/** Mean over the minutes that `chosen` takes; 0 where it takes none. */
function meanWhere(values: ArrayLike<number>, chosen: (minute: number) => boolean): number {
  let sum = 0;
  let count = 0;
  for (let minute = 0; minute < values.length; minute += 1) {
    if (!chosen(minute)) continue;
    sum += values[minute] ?? 0;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** Median ln RMSSD over the strips in sinus rhythm, whether there is one, and the share of ectopic beats. */
function stripQuantities(strips: readonly Strip[]): number[] {
  const variability = strips.flatMap((strip) => trueRmssd(strip) ?? []).filter((rmssd) => rmssd > 0);
  const beats = strips.flatMap((strip) => strip.beats);
  const ectopics = beats.filter(({ label }) => label === 'V').length / Math.max(1, beats.length);
  return [median(variability.map(log)), variability.length > 0 ? 1 : 0, ectopics];
}

/**
 * What a week on the wrist shows. Means over thousands of minutes: the error of a single reading is left out, the days,
 * the gaps in wear and the handful of strips are not.
 */
export function wearablesQuantities(content: ChartContent): number[] {
  const { sleep, worn, steps, fibrillation, heartRate, desaturations, strips } = planWeek(content);
  const on = (minute: number) => worn[minute] === 1;
  const asleep = (minute: number) => on(minute) && sleep.asleep[minute] === 1;
  const resting = (minute: number) => on(minute) && sleep.asleep[minute] !== 1 && steps[minute] === 0;
  const night = meanWhere(heartRate, asleep);
  const hours = meanWhere(sleep.asleep, on) * 24 * 7;
  return [
    night,
    meanWhere(heartRate, resting) - night,
    log(1 + 1440 * meanWhere(steps, on)),
    meanWhere(fibrillation, on),
    log(1 + desaturations.episodes.length / Math.max(1, hours)),
    ...stripQuantities(strips),
  ];
}
