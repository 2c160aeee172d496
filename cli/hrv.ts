import { Command } from 'commander';
import { reasonOf } from '#lib/inference/model-error.ts';
import { summariseNightAndDay } from '#lib/signal/hrv/night-and-day.ts';
import { noNormText } from '#lib/signal/hrv/sinus-doubt.ts';
import { type HrvSummary, summariseHrv } from '#lib/signal/hrv/summary.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import type { DayOrder } from '#lib/signal/readers/day-order.ts';
import { issueLine } from './assessment-text.ts';
import { datesOption, openIntervals } from './signal-file.ts';

const NOTHING_TO_READ = 2;

type Options = { readonly json?: true; readonly dates?: DayOrder };

const say = (line: string) => process.stderr.write(`${line}\n`);

const measureLine = (label: string, measured: Measured, unit: string, digits = 1): string =>
  `${label.padEnd(28)}${isMeasured(measured) ? `${measured.value.toFixed(digits)} ${unit}` : measured.detail}`;

function powerLines(method: string, powers: HrvSummary['welchMs2']): string[] {
  return [
    measureLine(`VLF, ${method}`, powers.vlf, 'ms²'),
    measureLine(`LF, ${method}`, powers.lf, 'ms²'),
    measureLine(`HF, ${method}`, powers.hf, 'ms²'),
    measureLine(`LF/HF, ${method}`, powers.lfOverHf, '', 2),
  ];
}

function text(summary: HrvSummary): string {
  const { cleaning, pnn50Percent } = summary;
  const removed = `${cleaning.outOfRange} out of range, ${cleaning.irregular} irregular`;
  return [
    `${cleaning.kept} of ${cleaning.recorded} intervals kept (removed: ${removed}), ${summary.seconds.toFixed(0)} s`,
    measureLine('Mean heart rate', summary.meanHeartRatePerMinute, '/min'),
    measureLine('SDNN', summary.sdnnMs, 'ms'),
    measureLine('RMSSD', summary.rmssdMs, 'ms'),
    measureLine('pNN50', pnn50Percent, `% of ${pnn50Percent.of} intervals`),
    measureLine('SD1', summary.sd1Ms, 'ms'),
    measureLine('SD2', summary.sd2Ms, 'ms'),
    ...powerLines('Lomb–Scargle', summary.lombScargleMs2),
    ...powerLines('Welch', summary.welchMs2),
    measureLine('DFA α1', summary.dfaAlpha1, '', 3),
    measureLine('Sample entropy', summary.sampleEntropy, '', 3),
  ].join('\n');
}

async function run(path: string, { json, dates }: Options): Promise<void> {
  const reading = await openIntervals(path, dates).catch((cause: unknown) => {
    say(reasonOf(cause));
    return undefined;
  });
  for (const issue of reading?.issues ?? []) say(issueLine(issue));
  if (!reading || reading.intervals.ms.length === 0) {
    process.exitCode = NOTHING_TO_READ;
    return;
  }
  const { intervals, localStart, issues } = reading;
  const summary = summariseHrv(intervals);
  const parts = localStart === undefined ? {} : summariseNightAndDay(intervals, localStart);
  const lines = Object.entries({ 'whole recording': summary, ...parts }).map(
    ([name, part]) => `${name.toUpperCase()}\n${text(part)}`,
  );
  if (summary.noNorm !== null) lines.push(noNormText(summary.noNorm));
  process.stdout.write(`${json ? JSON.stringify({ ...summary, ...parts, issues }) : lines.join('\n\n')}\n`);
}

export const command = new Command('hrv')
  .description('Heart rate variability of a file of intervals between beats.')
  .argument(
    '<rr.csv>',
    'numbers alone, or a table with a column RR, IBI, NN or interval (Polar, Elite HRV, Kubios …), or a Polar .hrm, or export.xml of Apple Health',
  )
  .addOption(datesOption())
  .option(
    '--json',
    'print an object; each measure is { value } or { missing, detail } and its unit is in its name',
  )
  .addHelpText(
    'after',
    `
Intervals in milliseconds; in seconds when their median is below 10. Removed, and counted in "cleaning": intervals
outside 300–2000 ms, and those that lie from the median of their neighbours by more than 20 % and by more than three
standard deviations of the heart's own swing. Intervals that are irregular without a pattern, as in atrial
fibrillation, have a heart rate and no variability; those of fewer than 20 beats neither. A file with times of day is also told by night (23:00–07:00) and day.

Exit status:
  0  a summary; measures that the file is too short for say so
  ${NOTHING_TO_READ}  no such file, or no interval in it`,
  )
  .action(run);
