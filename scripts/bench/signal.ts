// Measures the signal library on drawn recordings and prints one line of JSON.
import { fitCosinor } from '#lib/signal/activity/cosinor.ts';
import { heartRateRecovery, restingHeartRate } from '#lib/signal/activity/heart-rate.ts';
import { DAY_MINUTES, sleepPeriods } from '#lib/signal/activity/sleep.ts';
import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import { type SampleEcg, sampleEcg } from '#lib/signal/fixtures/sample-ecg.ts';
import { sampleUniform } from '#lib/signal/fixtures/sample-noise.ts';
import { intervalsOfBeats } from '#lib/signal/hrv/intervals.ts';
import { summariseHrv } from '#lib/signal/hrv/summary.ts';
import { summariseSaturation } from '#lib/signal/oximetry/summary.ts';
import { summary } from './median.ts';

const RUNS = 15;
const MINUTES = 7 * DAY_MINUTES;
/** Two strips of 30 s a day. */
const STRIPS = 14;

/** CPU milliseconds of each run: the wall clock of a shared machine measures its neighbours. */
function timed(work: () => unknown) {
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return { firstMs: Math.round(times[0] ?? Number.NaN), ...summary(times) };
}

const recording = (seconds: number, seed: number): SampleEcg =>
  sampleEcg({
    rate: 250,
    seconds,
    seed,
    rhythm: (_, random) => ({ kind: 'normal', next: 0.75 + 0.1 * random() }),
  });

const random = sampleUniform(1);
const asleep = (minute: number) => minute % DAY_MINUTES < 400;
const minutes = (value: (minute: number) => number) =>
  Float32Array.from({ length: MINUTES }, (_, minute) => value(minute));
const steps = minutes((minute) => (!asleep(minute) && random() < 0.2 ? Math.round(90 * random()) : 0));
const heartRate = minutes((minute) => (asleep(minute) ? 58 : 72) + 8 * random());
const saturation = minutes((minute) => (asleep(minute) && random() < 0.03 ? 88 : 95) + Math.round(random()));
const strips = Array.from({ length: STRIPS }, (_, k) => recording(30, k + 1));

function weekToFeatures() {
  const nights = sleepPeriods(steps, heartRate, 0);
  const beats = strips.map(({ samples, rate }) => detectRPeaks(samples, rate).seconds);
  return [
    restingHeartRate(heartRate, steps),
    heartRateRecovery(heartRate, steps),
    fitCosinor(heartRate, 0),
    nights.map((night) => summariseSaturation(saturation, 60, night)),
    beats.map((seconds) => summariseHrv(intervalsOfBeats(seconds))),
  ];
}

const hour = recording(3600, 1);
const results = {
  rPeaksHour250Hz: timed(() => detectRPeaks(hour.samples, hour.rate)),
  weekToFeatures: timed(weekToFeatures),
  bars: { rPeaksHour250HzMs: 150, weekToFeaturesMs: 100 },
};
process.stdout.write(`${JSON.stringify(results)}\n`);
