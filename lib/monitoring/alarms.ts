// What of a summary somebody should look at, each in a sentence that stands alone.
import { numberText, unitText } from '#lib/clinical/quantity-text.ts';
import type { CalibrationReport } from './calibration-report.ts';
import type { BothWindows, DriftTest } from './compared.ts';
import type { DriftRow } from './drift.ts';
import type { Watched } from './watched.ts';

export type Alarm = {
  readonly kind: 'drift' | 'calibration' | 'arms';
  readonly text: string;
  readonly p: number | null;
};

/** Below it patients do not fall to the arms by chance; one wrong alarm in a thousand experiments. */
const RATIO_LEVEL = 0.001;

const percentText = (share: number): string => `${numberText(100 * share, 0)} %`;

/** As many digits as tell the two apart. */
export function typicalText([before, now]: BothWindows, unit: string): string {
  const apart = Math.abs(now - before);
  const decimals = apart > 0 ? Math.max(0, Math.min(3, 1 - Math.floor(Math.log10(apart)))) : 1;
  const text = unitText(unit);
  return `${numberText(before, decimals)} → ${numberText(now, decimals)}${text ? ` ${text}` : ''}`;
}

const changes: Readonly<Record<DriftTest, (row: DriftRow) => string>> = {
  psi: ({ typical, unit }) =>
    `its distribution has changed${typical ? `, median ${typicalText(typical, unit)}` : ''}`,
  ks: ({ typical, unit }) => `it has shifted${typical ? `, median ${typicalText(typical, unit)}` : ''}`,
  missing: ({ typical }) =>
    `it is missing in other hours than before: ${(typical ?? []).map(percentText).join(' → ')} of them`,
  mmd: () => 'the latent has moved',
};

/** One sentence for each feature: two tests of one distribution are one alarm. */
function driftAlarms({ drift }: Watched): readonly Alarm[] {
  const alarmed = drift?.rows.filter(({ alarm }) => alarm) ?? [];
  const bySubject = Map.groupBy(alarmed, ({ feature, test }) => `${feature} ${test === 'missing'}`);
  return [...bySubject.values()].flatMap((rows) => {
    const [first] = rows.toSorted((a, b) => a.p - b.p);
    return first
      ? [{ kind: 'drift', text: `${first.label}: ${changes[first.test](first)}.`, p: first.p }]
      : [];
  });
}

/** Which of the two is in doubt more: the level of the risks, or how far they lie apart. */
function calibrationText(report: CalibrationReport): string {
  const { events, expected, patients, fit, inTheLargeP, slopeP } = report;
  if (inTheLargeP <= slopeP || fit === null)
    return `${events} of ${patients} patients had the event where ${numberText(expected, 1)} were told`;
  const { estimate } = fit.slope;
  return `risks are too ${estimate > 1 ? 'alike' : 'extreme'}, slope ${numberText(estimate, 2)} where 1 is right`;
}

const calibrationAlarms = ({ calibration }: Watched): readonly Alarm[] =>
  calibration
    .filter(({ alarm }) => alarm)
    .map((report) => ({
      kind: 'calibration',
      text: `${report.model}, ${report.condition}: ${calibrationText(report)}.`,
      p: Math.min(report.inTheLargeP, report.slopeP),
    }));

function armAlarms({ arms }: Watched): readonly Alarm[] {
  return arms.flatMap(({ experiment: { id }, ratioP, seal }): Alarm[] => {
    const found: Alarm[] = [];
    if (ratioP <= RATIO_LEVEL)
      found.push({ kind: 'arms', text: `${id}: patients do not fall to the arms as planned.`, p: ratioP });
    if (seal.wrong > 0)
      found.push({
        kind: 'arms',
        text: `${id}: ${seal.wrong} of ${seal.assigned} assignments are not what was sealed.`,
        p: null,
      });
    if (seal.late > 0)
      found.push({
        kind: 'arms',
        text: `${id}: ${seal.late} of ${seal.assigned} patients had an alert before their arm was stored.`,
        p: null,
      });
    return found;
  });
}

export const alarmsOf = (watched: Watched): readonly Alarm[] => [
  ...armAlarms(watched),
  ...calibrationAlarms(watched),
  ...driftAlarms(watched),
];
