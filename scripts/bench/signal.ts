// Measures the signal library on drawn recordings and prints one line of JSON.
import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import { sampleEcg } from '#lib/signal/fixtures/sample-ecg.ts';
import { summary } from './median.ts';

const RUNS = 15;

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

const hour = sampleEcg({
  rate: 250,
  seconds: 3600,
  seed: 1,
  rhythm: (_, random) => ({ kind: 'normal', next: 0.75 + 0.1 * random() }),
});
const results = {
  rPeaksHour250Hz: timed(() => detectRPeaks(hour.samples, hour.rate)),
  bars: { rPeaksHour250HzMs: 150 },
};
process.stdout.write(`${JSON.stringify(results)}\n`);
