import { quantise } from '../arithmetic.ts';
import { formatDateTime } from '../calendar.ts';
import { STRIP_SECONDS, type Strip } from './ecg/plan-strips.ts';
import { highFrequencyPower } from './ecg/tachogram.ts';
import type { WearableWeek } from './plan-week.ts';
import { MINUTE_MS, WEEK_DAYS } from './week.ts';

function sum(values: readonly number[] | Uint8Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i] ?? 0;
  return total;
}

/** Mean of `values` over the minutes that `chosen` takes; `null` where it takes none. */
function meanOver(values: Float32Array, chosen: (m: number) => boolean): number | null {
  let total = 0;
  let count = 0;
  for (let m = 0; m < values.length; m += 1) {
    if (!chosen(m)) continue;
    total += values[m] ?? 0;
    count += 1;
  }
  return count === 0 ? null : quantise(total / count, 3);
}

const beatsWithin = ({ beats }: Strip) => beats.filter(({ at }) => at >= 0 && at < STRIP_SECONDS);

/** Intervals between conducted beats, ms; `NaN` where one of the two was not. */
function conductedIntervals(strip: Strip): number[] {
  const beats = beatsWithin(strip);
  return beats.slice(1).map((beat, n) => {
    const before = beats[n];
    return before?.label === 'N' && beat.label === 'N' ? 1000 * (beat.at - before.at) : Number.NaN;
  });
}

/** Root mean square of successive differences of the intervals between conducted beats, ms; `null` below three of them. */
export function trueRmssd(strip: Strip): number | null {
  const intervals = conductedIntervals(strip);
  const differences = intervals.slice(1).map((rr, n) => rr - (intervals[n] ?? Number.NaN));
  const known = differences.filter((difference) => !Number.isNaN(difference));
  return known.length < 2 ? null : Math.sqrt(sum(known.map((one) => one * one)) / known.length);
}

/** Standard deviation of the intervals between conducted beats, ms; `null` below three of them. */
export function trueSdnn(strip: Strip): number | null {
  const known = conductedIntervals(strip).filter((interval) => !Number.isNaN(interval));
  const mean = sum(known) / known.length;
  return known.length < 3
    ? null
    : Math.sqrt(sum(known.map((one) => (one - mean) * (one - mean))) / (known.length - 1));
}

function stripTruth(strip: Strip) {
  const { startMs, fibrillating, modulation } = strip;
  const beats = beatsWithin(strip);
  const rmssd = trueRmssd(strip);
  const power = modulation && 1e6 * highFrequencyPower(modulation);
  return {
    start: formatDateTime(startMs),
    rhythm: fibrillating ? 'atrial-fibrillation' : 'sinus',
    rmssd: rmssd === null ? null : quantise(rmssd, 3),
    // ms², over the model's bands rather than over the strip.
    hf: power === null ? null : quantise(power, 3),
    lf: power === null ? null : quantise(power * (modulation?.lfOverHf ?? 0), 3),
    rPeaksMs: beats.map(({ at }) => Math.round(at * 1000)),
    labels: beats.map(({ label }) => label).join(''),
  };
}

/** What is true of the recording; for the truth beside the data, never for a bundle. Times in the hospital's zone. */
export function wearableTruth(recorded: WearableWeek) {
  const { week, sleep, worn, steps, fibrillation, heartRate, desaturations, variability, strips } = recorded;
  const asleep = (m: number) => sleep.asleep[m] === 1;
  const instant = (m: number) => formatDateTime(week.startMs + m * MINUTE_MS);
  const seen = (m: number) => asleep(m) && worn[m] === 1;
  const hoursSeen = sum(sleep.asleep.map((_, m) => (seen(m) ? 1 : 0))) / 60;
  const { rate, episodes } = desaturations;
  return {
    wornShare: quantise(sum(worn) / worn.length, 4),
    nocturnalHeartRate: meanOver(heartRate, asleep),
    stepsPerDay: quantise(sum(steps) / WEEK_DAYS, 1),
    fibrillationShare: quantise(sum(fibrillation) / fibrillation.length, 4),
    rmssd: quantise(variability.rmssd, 3),
    lfOverHf: quantise(variability.lfOverHf, 3),
    ectopicsPerBeat: quantise(variability.ectopicsPerBeat, 5),
    desaturationRate: quantise(rate, 3),
    hoursAsleepWorn: quantise(hoursSeen, 2),
    desaturations: episodes.map(({ start, minutes, depth }) => ({ start: instant(start), minutes, depth })),
    sleep: sleep.nights.map(({ from, to }) => ({ from: instant(from), to: instant(to) })),
    strips: strips.map(stripTruth),
  };
}
