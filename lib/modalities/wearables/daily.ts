import { fitCosinor } from '#lib/signal/activity/cosinor.ts';
import { restingHeartRate } from '#lib/signal/activity/heart-rate.ts';
import { type Measured, tooShort } from '#lib/signal/measured.ts';
import { mean } from '#lib/signal/statistics.ts';
import { type Minutes, minutesBefore } from './minutes.ts';
import { remembered } from './remembered.ts';
import { WINDOW_DAYS } from './window.ts';

const DAY_MINUTES = 1440;
/** A day counts with ten hours of wear (Troiano RP et al., Med Sci Sports Exerc 2008;40:181–188). */
const FEWEST_WORN = 600;
const FEWEST_DAYS = 3;
const FEWEST_ASLEEP = 240;

/** What the minutes of a week say. */
export type Daily = {
  /** h/d over the whole window. */
  readonly wearTime: Measured;
  /** Per day, of whole days with ten hours of wear. */
  readonly steps: Measured;
  /** Per minute. */
  readonly restingHeartRate: Measured;
  readonly nocturnalHeartRate: Measured;
  readonly circadianAmplitude: Measured;
};

const known = (values: Float32Array): Float32Array => values.filter((value) => !Number.isNaN(value));

function wornMinutes({ heartRate, steps }: Minutes): number {
  let worn = 0;
  for (let m = 0; m < heartRate.length; m += 1)
    if (!(Number.isNaN(heartRate[m]) && Number.isNaN(steps[m]))) worn += 1;
  return worn;
}

/** Whole local days of the window: its first and last are parts of one. */
function daysOf({ steps, firstMinute }: Minutes): Float32Array[] {
  const days: Float32Array[] = [];
  const midnight = (DAY_MINUTES - firstMinute) % DAY_MINUTES;
  for (let start = midnight; start + DAY_MINUTES <= steps.length; start += DAY_MINUTES)
    days.push(steps.subarray(start, start + DAY_MINUTES));
  return days;
}

function stepsPerDay(minutes: Minutes): Measured {
  const worn = daysOf(minutes)
    .map(known)
    .filter(({ length }) => length >= FEWEST_WORN);
  if (worn.length < FEWEST_DAYS)
    return tooShort(`Steps need ${FEWEST_DAYS} whole days with ten hours of wear; there are ${worn.length}.`);
  return { value: mean(worn.map((day) => day.reduce((sum, count) => sum + count, 0))) };
}

function nocturnal({ heartRate, nights }: Minutes): Measured {
  const asleep = nights.flatMap(({ start, end }) => [...known(heartRate.subarray(start, end))]);
  if (asleep.length >= FEWEST_ASLEEP) return { value: mean(asleep) };
  return tooShort(
    `Heart rate in sleep needs ${FEWEST_ASLEEP / 60} hours of it; there are ${(asleep.length / 60).toFixed(1)}.`,
  );
}

function amplitude({ heartRate, firstMinute }: Minutes): Measured {
  const days = known(heartRate).length / DAY_MINUTES;
  if (days < FEWEST_DAYS)
    return tooShort(`A daily rhythm needs ${FEWEST_DAYS} days of heart rate; there are ${days.toFixed(1)}.`);
  const cosinor = fitCosinor(heartRate, firstMinute);
  return 'amplitude' in cosinor ? { value: cosinor.amplitude } : cosinor;
}

export const dailyBefore = remembered((slice, at): Daily => {
  const minutes = minutesBefore(slice, at);
  return {
    wearTime: { value: wornMinutes(minutes) / 60 / WINDOW_DAYS },
    steps: stepsPerDay(minutes),
    restingHeartRate: restingHeartRate(minutes.heartRate, minutes.steps),
    nocturnalHeartRate: nocturnal(minutes),
    circadianAmplitude: amplitude(minutes),
  };
});
