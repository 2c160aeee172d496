import { clamp, cos } from '../arithmetic.ts';
import { type Grain, openGrain } from '../imaging/grain.ts';
import { openStream } from '../stream.ts';
import type { Desaturation } from './desaturations.ts';
import type { Sleep } from './sleep.ts';
import type { Wearer } from './wearer.ts';
import { WEEK_MINUTES, type Week } from './week.ts';

const HOURS = 24;
/** Peak of the daily rhythm in the afternoon: Degaute JP et al., Hypertension 1991;18:199–210. */
const PEAK_HOUR = 15;

/** Tabulated by minute of the day: a cosine a minute would cost more than all else here. */
const DAILY = Float32Array.from({ length: 1440 }, (_, m) =>
  cos((2 * Math.PI * (m / 60 - PEAK_HOUR)) / HOURS),
);
const daily = (hour: number): number => DAILY[Math.round(hour * 60) % 1440] ?? 0;

/** Slow wandering about 0 with standard deviation 1: a first-order autoregression that forgets in about half an hour. */
function wander(grain: Grain): () => number {
  let value = grain.normal();
  return () => {
    value = 0.97 * value + 0.243 * grain.normal();
    return value;
  };
}

/** What the pulse of one wearer does, 1/min. */
type PulseHabit = {
  /** Awake and sitting, mean of the day, in sinus rhythm. */
  readonly rest: number;
  /** Fall in sleep, night by night. */
  readonly dips: readonly number[];
  /** Half the range of the daily rhythm beside sleep. */
  readonly amplitude: number;
  /** Rise at 100 steps a minute; beta-blockers hold it back. */
  readonly exertion: number;
};

/**
 * Standard deviations of the fall in sleep beside what drive explains, 1/min: of the person, for age, weight and diabetes
 * blunt it too (Ben-Dov IZ et al., Arch Intern Med 2007;167:2116–2121), and of the night. With them half of the variance of
 * a single night lies between persons, as in repeated recordings of the fall of blood pressure (intraclass correlation
 * 0.53, varying with the quality of sleep: Hinderliter AL et al., J Am Soc Hypertens 2013;7:432–439).
 */
const DIP_OF_PERSON = 2;
const DIP_OF_NIGHT = 3.2;
/** Of the daily rhythm beside sleep, 1/min. */
const AMPLITUDE_OF_PERSON = 0.8;

/** The same set point as the heart rate of the chart (`physiology/vital-values.ts`), at home a little lower. */
function pulseHabit({ seed, index, state, setPoint, betaBlocker }: Wearer, nights: number): PulseHabit {
  const tone = state.autonomicTone;
  const stream = openStream(seed, index, 'wearable-nights');
  // Sympathetic drive blunts the fall in sleep.
  const usual = 9 - 2.5 * tone + stream.normal(0, DIP_OF_PERSON);
  const amplitude = 3 - 0.6 * tone + stream.normal(0, AMPLITUDE_OF_PERSON);
  return {
    rest: clamp(
      74 + 4.5 * tone + 1.5 * state.congestion - (betaBlocker ? 5 : 0) + 7 * setPoint('heart-rate'),
      46,
      125,
    ),
    dips: Array.from({ length: nights }, () => clamp(usual + stream.normal(0, DIP_OF_NIGHT), 0, 22)),
    amplitude: clamp(amplitude, 0.5, 6),
    exertion: betaBlocker ? 24 : 34,
  };
}

type Sources = {
  readonly week: Week;
  readonly sleep: Sleep;
  readonly steps: Uint8Array;
  readonly fibrillation: Uint8Array;
  readonly episodes: readonly Desaturation[];
};

/** Each waking from an episode raises the pulse for a minute. */
function arousals(episodes: readonly Desaturation[]): Float32Array {
  const rise = new Float32Array(WEEK_MINUTES + 8);
  for (const { start, minutes, depth } of episodes) rise[start + minutes] = 2 + 0.4 * depth;
  return rise;
}

/** True mean heart rate of each minute, 1/min. */
export function heartRates(
  wearer: Wearer,
  { week, sleep, steps, fibrillation, episodes }: Sources,
): Float32Array {
  const grain = openGrain(openStream(wearer.seed, wearer.index, 'wearable-heart-rate'));
  const { rest, dips, amplitude, exertion } = pulseHabit(wearer, sleep.nights.length);
  const slow = wander(grain);
  const aroused = arousals(episodes);
  const rates = new Float32Array(WEEK_MINUTES);
  let effort = 0;
  let asleep = 0;
  let night = 0;
  for (let m = 0; m < WEEK_MINUTES; m += 1) {
    // A night's fall holds from the evening on: by then nothing is left of the night before.
    if (m >= (sleep.nights[night + 1]?.from ?? WEEK_MINUTES)) night += 1;
    effort += ((steps[m] ?? 0) / 100 - effort) * 0.35;
    asleep += ((sleep.asleep[m] ?? 0) - asleep) * 0.08;
    const afib = fibrillation[m] ?? 0;
    const settled = rest + amplitude * daily(week.hours[m] ?? 0) - (dips[night] ?? 0) * asleep + 7 * afib;
    const moved = settled + exertion * (1 + 0.4 * afib) * effort + (aroused[m] ?? 0);
    rates[m] = clamp(moved + 2 * slow() + (1 + 2.5 * afib) * grain.normal(), 34, 195);
  }
  return rates;
}

/** The saturation in % that an episode is measured from. */
function restingSaturation({ state, setPoint, copd }: Wearer): number {
  const lung = 0.4 * state.congestion + 0.4 * state.respiratory + (copd ? 1.2 : 0);
  return clamp(96.4 - lung + 0.8 * setPoint('oxygen-saturation'), 88, 98.5);
}

/** Depth per minute of the week, percentage points: an even fall to the deepest minute, then back within one. */
function depths(episodes: readonly Desaturation[]): Float32Array {
  const depth = new Float32Array(WEEK_MINUTES);
  for (const one of episodes)
    for (let m = 0; m < one.minutes; m += 1)
      depth[one.start + m] = one.depth * (0.5 + (0.5 * (m + 1)) / one.minutes);
  return depth;
}

/** True mean oxygen saturation of each minute, %. */
export function saturations(wearer: Wearer, { sleep, steps, episodes }: Sources): Float32Array {
  const grain = openGrain(openStream(wearer.seed, wearer.index, 'wearable-saturation'));
  const awake = restingSaturation(wearer);
  const slow = wander(grain);
  const fall = depths(episodes);
  const saturation = new Float32Array(WEEK_MINUTES);
  let asleep = 0;
  let effort = 0;
  for (let m = 0; m < WEEK_MINUTES; m += 1) {
    asleep += ((sleep.asleep[m] ?? 0) - asleep) * 0.1;
    effort += ((steps[m] ?? 0) / 100 - effort) * 0.5;
    const settled = awake - 0.8 * asleep - (wearer.copd ? 2.5 : 1) * effort;
    saturation[m] = clamp(settled + 0.35 * slow() + 0.2 * grain.normal() - (fall[m] ?? 0), 60, 100);
  }
  return saturation;
}
