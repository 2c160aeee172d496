import { Command, InvalidArgumentError } from 'commander';
import { reasonOf } from '#lib/inference/model-error.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import { type SaturationSummary, summariseSaturation } from '#lib/signal/oximetry/summary.ts';
import type { DayOrder } from '#lib/signal/readers/day-order.ts';
import type { EvenSeries } from '#lib/signal/readers/even-series.ts';
import { issueLine } from './assessment-text.ts';
import { datesOption, openSaturation } from './signal-file.ts';

const NOTHING_TO_READ = 2;

type Options = { readonly json?: true; readonly period?: number; readonly dates?: DayOrder };

const say = (line: string) => process.stderr.write(`${line}\n`);

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new InvalidArgumentError('Give the seconds between two readings.');
}

/** Events with seconds from the first reading in place of sample indices. */
function timed({ events, ...summary }: SaturationSummary, { periodSeconds }: EvenSeries) {
  return {
    count: events.length,
    events: events.map(({ start, nadir, end, from, fall, burden }) => ({
      startSeconds: start * periodSeconds,
      nadirSeconds: nadir * periodSeconds,
      endSeconds: end * periodSeconds,
      fromPercent: from,
      fallPoints: fall,
      burdenPercentMin: burden,
    })),
    ...summary,
    periodSeconds,
  };
}

const line = (label: string, measured: Measured, unit: string): string =>
  `${label.padEnd(18)}${isMeasured(measured) ? `${measured.value.toFixed(1)} ${unit}` : measured.detail}`;

function text(summary: SaturationSummary): string {
  return [
    `${summary.events.length} desaturations of at least 3 points in ${summary.validHours.toFixed(2)} valid hours`,
    line('ODI 3', summary.odi3PerHour, '/h'),
    line('ODI 4', summary.odi4PerHour, '/h'),
    line('Below 90 %', summary.t90Percent, '% of the time'),
    line('Hypoxic burden', summary.burdenPercentMinPerHour, '%·min/h'),
    line('Mean', summary.meanPercent, '%'),
    line('Lowest', summary.lowestPercent, '%'),
  ].join('\n');
}

async function run(path: string, { json, period, dates }: Options): Promise<void> {
  const reading = await openSaturation(path, period, dates).catch((cause: unknown) => {
    say(reasonOf(cause));
    return undefined;
  });
  for (const issue of reading?.issues ?? []) say(issueLine(issue));
  if (!reading?.series) {
    process.exitCode = NOTHING_TO_READ;
    return;
  }
  const { series, issues } = reading;
  const summary = summariseSaturation(series.values, series.periodSeconds);
  process.stdout.write(`${json ? JSON.stringify({ ...timed(summary, series), issues }) : text(summary)}\n`);
}

export const command = new Command('desaturations')
  .description('Find the desaturations of an oximetry file, with ODI, time below 90 % and hypoxic burden.')
  .argument(
    '<spo2.csv>',
    'one reading in % a line, or a table with times and a column SpO2, oxygen or saturation (Fitbit, Nonin, Wellue …), or export.xml of Apple Health',
  )
  .option('--period <seconds>', 'time between two readings; from the times of the file, else 1', secondsOf)
  .addOption(datesOption())
  .option(
    '--json',
    'print an object; events in seconds from the first reading; a measure is { value } or { missing, detail }',
  )
  .addHelpText(
    'after',
    `
An event is a fall of at least 3 points that lasts 10–60 s and recovers by two thirds. With more than 10 s between
readings, episodes of up to 5 minutes are counted in its place.

Exit status:
  0  a summary; measures that the file is too short for say so
  ${NOTHING_TO_READ}  no such file, or no reading in it`,
  )
  .action(run);
