// Compares HRV from camera pulses with a chest strap's and keeps the result for the documents that quote it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { movingAverage } from '#lib/signal/filters/moving-average.ts';
import { cleanIntervals } from '#lib/signal/hrv/clean-intervals.ts';
import {
  type Intervals,
  intervalsInSeries,
  intervalsOfBeats,
  type NormalIntervals,
} from '#lib/signal/hrv/intervals.ts';
import { rmssd, sdnn } from '#lib/signal/hrv/time-domain.ts';
import { isMeasured } from '#lib/signal/measured.ts';
import { detectPulsesOfChannels, pulseIntervals } from '#lib/signal/ppg/detect-pulses.ts';
import { numberOf } from '#lib/signal/readers/number-cell.ts';
import { columnOf, readTable } from '#lib/signal/readers/table.ts';
import { mean } from '#lib/signal/statistics.ts';

const FOLDER = '../shared/data/ppg/data';
const RESULT = 'docs/generated/ppg-hrv.json';

/** Camera frames of one recording: Welltory's table of milliseconds and R, G, B. */
async function readFrames(subject: string) {
  const table = readTable(await readFile(`${FOLDER}/${subject}/PPG.csv`, 'utf8'));
  const column = (name: RegExp) => {
    const place = columnOf(table, name);
    return Float64Array.from(table.rows, (row) => numberOf(row[place]));
  };
  const [red, green, blue] = [column(/^R$/), column(/^G$/), column(/^B$/)];
  return { seconds: column(/^time$/).map((ms) => ms / 1000), red, green, blue };
}

async function readReference(subject: string): Promise<Intervals> {
  const text = await readFile(`${FOLDER}/${subject}/RR.txt`, 'utf8');
  return intervalsInSeries(Float64Array.from(text.trim().split(/\s+/), numberOf));
}

/** About two seconds of frames. */
const LEVEL_FRAMES = 61;

/** What to be better than: a pulse begins where the red channel falls below its moving mean, at frame times. */
function detectByThreshold(seconds: Float64Array, red: Float64Array): Float64Array {
  const level = movingAverage(red, LEVEL_FRAMES);
  const below = red.map((value, i) => Number(value < (level[i] ?? value)));
  return seconds.filter((_, i) => i > 0 && below[i] === 1 && below[i - 1] === 0);
}

function measure(normal: NormalIntervals) {
  const [spread, difference] = [sdnn(normal), rmssd(normal)];
  return {
    sdnn: isMeasured(spread) ? spread.value : null,
    rmssd: isMeasured(difference) ? difference.value : null,
    kept: normal.report.kept,
    recorded: normal.report.recorded,
  };
}

type Row = Awaited<ReturnType<typeof compare>>;

async function compare(subject: string) {
  const { seconds, red, green, blue } = await readFrames(subject);
  const plain = intervalsOfBeats(detectByThreshold(seconds, red));
  return {
    subject,
    polar: measure(cleanIntervals(await readReference(subject))),
    pulses: measure(pulseIntervals(detectPulsesOfChannels(seconds, [red, green, blue]))),
    threshold: measure(cleanIntervals(plain)),
  };
}

/** Mean |difference| from the chest strap in ms, over the recordings where both have a value. */
function meanError(rows: readonly Row[], detector: 'pulses' | 'threshold', of: 'sdnn' | 'rmssd') {
  const errors = rows.flatMap((row) => {
    const [found, truth] = [row[detector][of], row.polar[of]];
    return found === null || truth === null ? [] : [Math.abs(found - truth)];
  });
  return { meanAbsoluteErrorMs: Number(mean(errors).toFixed(2)), recordings: errors.length };
}

const rows = await Promise.all((await readdir(FOLDER)).toSorted().map(compare));
const summaryOf = (detector: 'pulses' | 'threshold') => ({
  rmssd: meanError(rows, detector, 'rmssd'),
  sdnn: meanError(rows, detector, 'sdnn'),
});
const result = {
  data: 'Welltory PPG dataset (Neshitov et al. 2021, doi:10.3390/s21206798), reference Polar H10; all cleaned alike',
  pulses: summaryOf('pulses'),
  threshold: summaryOf('threshold'),
  recordings: rows,
};
await writeFile(RESULT, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify({ pulses: result.pulses, threshold: result.threshold })}\n`);
