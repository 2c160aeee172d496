import { METHODS, type Method } from './arm-trials.ts';
import type { measureArms } from './measure-arms.ts';
import type { measureCalibration } from './measure-calibration.ts';
import type { measureDrift } from './measure-drift.ts';
import type { Share } from './shares.ts';

export type MonitoringReport = {
  readonly arms: ReturnType<typeof measureArms>;
  readonly calibration: ReturnType<typeof measureCalibration>;
  readonly drift: Awaited<ReturnType<typeof measureDrift>>;
};

const shareText = (share: Share | null | undefined): string =>
  share ? `${share.percent} % (${share.low} to ${share.high})` : '–';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const METHOD_IDS = Object.keys(METHODS) as Method[];

function armsText({
  what,
  runs,
  noDifference,
  hoursAsPatients,
  planted,
  patients,
}: MonitoringReport['arms']): string {
  const falseRows = noDifference.map(({ trial, found }) => [
    trial,
    ...METHOD_IDS.map((method) => shareText(found[method])),
  ]);
  const foundRows = planted.flatMap(({ trial, found }) =>
    Object.entries(found).map(([method, { by, medianPatients }]) => [
      trial,
      METHODS[method as Method],
      ...Object.values(by).map(shareText),
      medianPatients === null ? `more than ${patients}` : String(medianPatients),
    ]),
  );
  const { asHours, asPatients } = hoursAsPatients;
  return [
    '## Arms: a difference that is not there',
    `${what}, ${runs} trials each. Share of trials in which a difference is found at any look.`,
    table(['Outcome, same in both arms', ...Object.values(METHODS)], falseRows),
    `The patient is the unit. ${hoursAsPatients.what}, ${hoursAsPatients.runs} trials: with each hour counted as a patient ${shareText(asHours)} find a difference, by patient ${shareText(asPatients)}.`,
    '## Arms: a difference that was planted',
    `Share of trials that have found it by so many patients, and the patients that half of the trials needed. The test at the end may look once, at ${patients}.`,
    table(['Proportions', 'Method', '500', '1000', '2000', 'Half of the trials'], foundRows),
  ].join('\n\n');
}

function calibrationText({ what, runs, right, changed }: MonitoringReport['calibration']): string {
  return [
    '## Calibration',
    `${what}, ${runs} sequences. Share with an alarm at any look.`,
    table(
      ['Calibration is right', 'Alarms'],
      [
        ['expected against observed events, tested after each patient', shareText(right.peeking)],
        ['in the large (in use)', shareText(right.inTheLarge)],
        ['slope (in use)', shareText(right.slope)],
        ['either of the two in use', shareText(right.either)],
      ],
    ),
    table(
      ['What changes', 'Alarms after it', 'Alarms before it', 'Patients after it, half of the sequences'],
      changed.map(({ change, found, early, medianPatientsAfter }) => [
        change,
        shareText(found),
        shareText(early),
        medianPatientsAfter === null ? 'more than there were' : String(medianPatientsAfter),
      ]),
    ),
  ].join('\n\n');
}

function driftText({
  what,
  healthy,
  planted,
  level,
  permutations,
  features,
}: MonitoringReport['drift']): string {
  return [
    '## Drift',
    `${what}; ${features} features, each with PSI, Kolmogorov and Smirnov's distance and, but for the delay, its missing rate, and one stand-in for a latent with MMD; ${permutations} permutations of patients for all of them together.`,
    `Healthy windows, ${healthy.runs} pairs: share with an alarm in any feature.`,
    table(
      ['Rule', 'Healthy windows with an alarm'],
      [
        ['PSI > 0.1 in mean pressure alone', shareText(healthy.psiAbove01OfPressure)],
        ['PSI > 0.1', shareText(healthy.psiAbove01)],
        ['PSI > 0.25', shareText(healthy.psiAbove025)],
        ['Kolmogorov and Smirnov at 1 %, each hour a patient', shareText(healthy.ksByHour)],
        [`in use, level ${100 * level} %`, shareText(healthy.ours)],
        ['the same at level 10 %', shareText(healthy.oursAtTenPercent)],
      ],
    ),
    `Planted drift, level ${100 * level} %, ${planted[0]?.runs ?? 0} pairs each.`,
    table(
      ['What was planted in the current window', 'Alarms', 'in its feature', 'PSI > 0.25'],
      planted.map(({ drift, alarms, rightFeature, psiAbove025 }) => [
        drift,
        ...[alarms, rightFeature, psiAbove025].map(shareText),
      ]),
    ),
  ].join('\n\n');
}

/** What was measured so far; a part that was not says so. */
export function reportText({ arms, calibration, drift }: Partial<MonitoringReport>): string {
  const parts = [
    '# Monitoring of the ICU models',
    'Intervals: 95 %, Wilson. Made by `node scripts/icu-monitoring.ts`.',
    arms ? armsText(arms) : 'Arms: not measured yet.',
    calibration ? calibrationText(calibration) : 'Calibration: not measured yet.',
    drift ? driftText(drift) : 'Drift: not measured yet.',
  ];
  return `${parts.join('\n\n')}\n`;
}
