import { fitCosinor } from '#lib/signal/activity/cosinor.ts';
import { restingHeartRate } from '#lib/signal/activity/heart-rate.ts';
import { DAY_MINUTES } from '#lib/signal/activity/sleep.ts';
import { type Measured, tooShort } from '#lib/signal/measured.ts';
import { mean } from '#lib/signal/statistics.ts';
import type { Minutes } from './minutes.ts';
import { MINUTE_MS, WINDOW_DAYS } from './window.ts';

/** A day counts with ten hours of wear (Troiano RP et al., Med Sci Sports Exerc 2008;40:181–188). */
const FEWEST_WORN = 600;
const FEWEST_ASLEEP = 240;
/** Minutes of heart rate that show one turn of the daily rhythm. */
const FEWEST_OF_RHYTHM = 18 * 60;

/** One local day, as far as it lies in the window. */
export type Day = {
  /** Its first minute, ms since the epoch. */
  readonly from: number;
  /** With a heart rate or a step count. */
  readonly wornMinutes: number;
  /** `null`: none were counted, which is not 0. */
  readonly steps: number | null;
  /** Per minute. */
  readonly restingHeartRate: Measured;
};

/** What the minutes of a week say. */
export type DayMeasures = {
  /** h/d over the whole window. */
  readonly wearTime: Measured;
  /** Per day, of the 24 hours that end at the time of prediction and those before, with ten hours of wear. */
  readonly steps: Measured;
  /** Per minute. */
  readonly restingHeartRate: Measured;
  readonly nocturnalHeartRate: Measured;
  readonly circadianAmplitude: Measured;
};

const known = (values: Float32Array): Float32Array => values.filter((value) => !Number.isNaN(value));

function wornMinutes({ heartRate, steps }: Minutes, start: number, end: number): number {
  let worn = 0;
  for (let m = start; m < end; m += 1) if (!(Number.isNaN(heartRate[m]) && Number.isNaN(steps[m]))) worn += 1;
  return worn;
}

/** Local days on which a device was worn, the first and the last of them parts of one. */
export function readDays(minutes: Minutes): readonly Day[] {
  const { window, heartRate, steps, firstMinute } = minutes;
  const days: Day[] = [];
  for (let midnight = -firstMinute; midnight < steps.length; midnight += DAY_MINUTES) {
    const [start, end] = [Math.max(0, midnight), Math.min(steps.length, midnight + DAY_MINUTES)];
    const counts = known(steps.subarray(start, end));
    days.push({
      from: window.from + midnight * MINUTE_MS,
      wornMinutes: wornMinutes(minutes, start, end),
      steps: counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0),
      restingHeartRate: restingHeartRate(heartRate, steps, { start, end }),
    });
  }
  return days.filter(({ wornMinutes: worn }) => worn > 0);
}

/**
 * Whole local days would leave out most of the first days at home, on which a patient is asked about too: so days are counted
 * back from the end of the window.
 */
function stepsPerDay({ steps }: Minutes): Measured {
  const counted: number[] = [];
  for (let end = steps.length; end >= DAY_MINUTES; end -= DAY_MINUTES) {
    const counts = known(steps.subarray(end - DAY_MINUTES, end));
    if (counts.length >= FEWEST_WORN) counted.push(counts.reduce((sum, count) => sum + count, 0));
  }
  if (counted.length > 0) return { value: mean(counted) };
  return tooShort('Steps need a day with ten hours of wear; there is none.');
}

function nocturnal({ heartRate, sleep }: Minutes): Measured {
  const asleep = sleep.flatMap(({ start, end }) => [...known(heartRate.subarray(start, end))]);
  if (asleep.length >= FEWEST_ASLEEP) return { value: mean(asleep) };
  return tooShort(
    `Heart rate in sleep needs ${FEWEST_ASLEEP / 60} hours of it; there are ${(asleep.length / 60).toFixed(1)}.`,
  );
}

function amplitude({ heartRate, firstMinute }: Minutes): Measured {
  const minutes = known(heartRate).length;
  if (minutes < FEWEST_OF_RHYTHM)
    return tooShort(
      `A daily rhythm needs ${FEWEST_OF_RHYTHM / 60} hours of heart rate; there are ${(minutes / 60).toFixed(1)}.`,
    );
  const cosinor = fitCosinor(heartRate, firstMinute);
  return 'amplitude' in cosinor ? { value: cosinor.amplitude } : cosinor;
}

export function measureDays(minutes: Minutes, days: readonly Day[]): DayMeasures {
  const worn = days.reduce((sum, day) => sum + day.wornMinutes, 0);
  return {
    wearTime: { value: worn / 60 / WINDOW_DAYS },
    steps: stepsPerDay(minutes),
    restingHeartRate: restingHeartRate(minutes.heartRate, minutes.steps),
    nocturnalHeartRate: nocturnal(minutes),
    circadianAmplitude: amplitude(minutes),
  };
}
