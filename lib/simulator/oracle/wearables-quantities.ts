import { log } from '../arithmetic.ts';
import { STRIP_SECONDS, type Strip } from '../wearables/ecg/plan-strips.ts';
import type { WearableWeek } from '../wearables/plan-week.ts';
import { trueRmssd, trueSdnn } from '../wearables/wearable-truth.ts';
import { MINUTE_MS } from '../wearables/week.ts';

/** Mean over the first `minutes` that `chosen` takes; 0 where it takes none. */
function meanWhere(values: ArrayLike<number>, minutes: number, chosen: (minute: number) => boolean): number {
  let sum = 0;
  let count = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
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

const logarithms = (values: readonly (number | null)[]): number[] =>
  values.flatMap((value) => (value !== null && value > 0 ? [log(value)] : []));

/**
 * Medians of ln RMSSD and ln SDNN over the strips in sinus rhythm (their difference grows with LF/HF), whether there is
 * one, and the share of ectopic beats.
 */
function stripQuantities(strips: readonly Strip[]): number[] {
  const regular = strips.filter(({ fibrillating }) => !fibrillating);
  const quick = logarithms(regular.map(trueRmssd));
  const beats = strips.flatMap((strip) => strip.beats);
  const ectopics = beats.filter(({ label }) => label === 'V').length / Math.max(1, beats.length);
  return [median(quick), median(logarithms(regular.map(trueSdnn))), quick.length > 0 ? 1 : 0, ectopics];
}

/** Around the peak of the daily rhythm. */
const afternoon = (hour: number): boolean => hour >= 12 && hour < 18;

/**
 * What the first `days` on the wrist show, and nothing later. Means over thousands of minutes: the error of a single
 * reading is left out; the nights, the gaps in wear and the handful of strips are not.
 */
export function wearablesQuantities(recorded: WearableWeek, days: number): number[] {
  const { week, sleep, worn, steps, fibrillation, heartRate, saturation, desaturations, strips } = recorded;
  const end = days * 1440;
  const over = (values: ArrayLike<number>, chosen: (minute: number) => boolean) =>
    meanWhere(values, end, chosen);
  const on = (minute: number) => worn[minute] === 1;
  const asleep = (minute: number) => on(minute) && sleep.asleep[minute] === 1;
  const resting = (minute: number) => on(minute) && sleep.asleep[minute] !== 1 && steps[minute] === 0;
  const atPeak = (minute: number) => resting(minute) && afternoon(week.hours[minute] ?? 0);
  const offPeak = (minute: number) => resting(minute) && !afternoon(week.hours[minute] ?? 0);
  const night = over(heartRate, asleep);
  const hours = over(sleep.asleep, on) * 24 * days;
  const falls = desaturations.episodes.filter(({ start, minutes }) => start + minutes <= end);
  const burden = falls.reduce((sum, { depth, minutes }) => sum + depth * minutes, 0);
  const taken = strips.filter(
    ({ startMs }) => startMs + STRIP_SECONDS * 1000 <= week.startMs + end * MINUTE_MS,
  );
  return [
    night,
    over(heartRate, resting) - night,
    over(heartRate, atPeak) - over(heartRate, offPeak),
    over(saturation, resting),
    over(saturation, asleep),
    log(1 + 1440 * over(steps, on)),
    over(fibrillation, on),
    log(1 + falls.length / Math.max(1, hours)),
    log(1 + burden / Math.max(1, hours)),
    ...stripQuantities(taken),
  ];
}
