import type { Interval } from './interval.ts';
import type { OracleReport } from './measure-oracles.ts';

const interval = ({ estimate, low, high }: Interval) =>
  `${estimate.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

/** Plain text for a terminal: one row per choice of modalities. */
export function oracleText({ patients, events, horizonDays, resamples, rows }: OracleReport): string {
  const table = [
    ['modalities', 'latents known', 'as measured'],
    ...rows.map(({ modalities, known, measured }) => [
      modalities.join(' + '),
      interval(known),
      interval(measured),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    `Best reachable Harrell C, readmission within ${horizonDays} days: ${patients} simulated patients, ${events} readmitted`,
    '',
    ...lines,
    '',
    `In brackets: 95 % interval of ${resamples} bootstrap samples of patients, the same ones in every row.`,
    'Latents known: whoever knows the latents that these modalities show; all four give the true hazard itself.',
    'As measured: whoever has what they measure, with the errors of assays, devices, readers and scores, nothing missing.',
    'It can be the higher one: a chart or a week on the wrist also tells a little of what the other modalities see.',
    '',
  ].join('\n');
}
