import type { Interval } from '#lib/evaluation/bootstrap.ts';
import type { OracleReport } from './measure-oracles.ts';

const range = ({ estimate, low, high }: Interval) =>
  `${estimate.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;

const when = (day: number): string => (day === 0 ? 'discharge' : `day ${day}`);

function table(report: OracleReport, which: 'complete' | 'asGiven'): string[] {
  const { clocks } = report;
  const [first] = clocks;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['sources', ...clocks.map(({ day }) => when(day))]),
    line(['---', ...clocks.map(() => '---')]),
    ...(first?.rows ?? []).map(({ sources }, at) =>
      line([
        sources.length === 0 ? 'none' : sources.join(' + '),
        ...clocks.map(({ rows }) => {
          const row = rows[at];
          return row === undefined ? '' : range(row[which]);
        }),
      ]),
    ),
    line(['*true log-hazard*', ...clocks.map(({ truth }) => range(truth))]),
  ];
}

const atRisk = ({ clocks }: OracleReport): string =>
  clocks.map(({ day, patients, events }) => `${when(day)} ${patients} (${events} readmitted)`).join(', ');

/** Ceilings as Markdown: one table for patients with everything, one for patients with what the cohort gives. */
export function oracleMarkdown(report: OracleReport): string {
  const { patients, seed, interaction, horizonDays, resamples, accuracy } = report;
  const arm = interaction === 0 ? '' : `, interaction arm ${interaction}`;
  return [
    '# Ceilings of the simulated heart-failure cohort',
    '',
    `Best reachable Harrell C of a readmission within ${horizonDays} days of the time of prediction: ${patients} simulated`,
    `patients, seed ${seed}${arm}. In brackets the 95 % interval of ${resamples} bootstrap samples of patients, the same ones in`,
    'every row of a column. At risk: patients with neither readmission nor death before.',
    '',
    `At risk: ${atRisk(report)}.`,
    '',
    `Standard deviations of what is read off the pictures: ejection fraction ${accuracy.ejectionFraction} points, end-diastolic volume`,
    `${100 * accuracy.endDiastolicVolume} %, cardiothoracic ratio ${accuracy.cardiothoracicRatio}, shares of lung and pleura ${accuracy.share}. A choice without the echo has no`,
    'reader’s ejection fraction either. The wearable shows nothing before the day of the prediction has come, at discharge',
    'nothing at all.',
    '',
    '## Everything measured',
    '',
    ...table(report, 'complete'),
    '',
    '## As the cohort gives it',
    '',
    'Each patient has those of the sources that the cohort did not take away.',
    '',
    ...table(report, 'asGiven'),
    '',
  ].join('\n');
}
