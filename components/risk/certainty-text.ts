// What a risk is uncertain of, in words.
import { spanText } from '#components/patient/moment-text.ts';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { countText, lowerFirst, numberText } from '#lib/clinical/quantity-text.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { networkKey, rangeRows, type Uncertain } from './risk-ranges.ts';
import { percentText, rangeText } from './risk-text.ts';

const A_SOURCE: Readonly<Record<string, string>> = {
  radiograph: 'A chest radiograph',
  echo: 'An echocardiogram',
  wearables: 'A week of a wearable',
  genomics: 'A genome',
};

/** `An echocardiogram would tell most: 21–43 %`; `null`: the model does not say what any missing source or measure would bring. */
export function tellsMost(report: Uncertain): string | null {
  const first = rangeRows(report).find(({ kind }) => kind === 'missing');
  if (!first) return null;
  const name = A_SOURCE[first.key.replace('source ', '')] ?? first.label;
  return `${name} would tell most: ${rangeText(first.low, first.high)}`;
}

const percent = (share: number) => `${numberText(share * 100, 0)}\u00a0%`;

/** `With 90 % coverage: no readmission before day 6`. */
export function freeText({ readmissionFree }: Pick<Scored, 'readmissionFree'>): string | null {
  if (!readmissionFree) return null;
  const { level, day } = readmissionFree;
  return day === 0
    ? `With ${percent(level)} coverage no day without readmission can be promised`
    : `With ${percent(level)} coverage: no readmission before day ${day + 1}`;
}

/** `8 findings read by networks: their own error moves the risk by up to 0.4 points each`, of those without a row; `null`: none. */
export function networksText(report: Uncertain): string | null {
  const rows = new Set(rangeRows(report).map(({ key }) => key));
  const rest = report.spreads.filter(({ feature }) => !rows.has(networkKey(feature)));
  if (rest.length === 0) return null;
  const most = Math.max(...rest.map(({ low, high }) => high - low));
  const other = rest.length < report.spreads.length ? 'other ' : '';
  const points = Math.max(0.1, Math.ceil(most * 1000 - 1e-9) / 10);
  return `${countText(rest.length, `${other}finding`)} read by networks: their own error moves the risk by up to ${numberText(points, 1)} points${rest.length === 1 ? '' : ' each'}`;
}

const STALE = 3;

/** `Older than usual: potassium (2 d 15 h; usual is up to 2 d)`, those that are most too old first; `null`: none is. */
export function staleText({ stale }: Pick<Scored, 'stale'>): string | null {
  if (stale.length === 0) return null;
  const told = stale
    .toSorted((a, b) => b.hours / b.usualHours - a.hours / a.usualHours)
    .slice(0, STALE)
    .map(({ label, hours, usualHours }) => {
      const usual = spanText(usualHours * HOUR_MS);
      return `${lowerFirst(label)} (${spanText(hours * HOUR_MS)}; usual is up to ${usual})`;
    });
  const more = stale.length - told.length;
  return `Older than usual: ${told.join(', ')}${more > 0 ? `, ${more} more` : ''}`;
}

/** How often test patients with a similar score came back: those of the group whose mean score is nearest. */
export function peersText(
  risk: number,
  {
    calibration,
    metrics,
    training,
    horizonDays,
  }: Pick<SurvivalManifest, 'calibration' | 'metrics' | 'training' | 'horizonDays'>,
): string | null {
  const [group] = calibration.toSorted((a, b) => Math.abs(a.predicted - risk) - Math.abs(b.predicted - risk));
  if (!group) return null;
  const { patients, observed, low, high } = group;
  const who = `${training.simulated ? 'simulated ' : ''}patient`;
  return `Of ${countText(patients, who)} with a similar score, ${percentText(observed)} came back within ${countText(horizonDays, 'day')} (${percent(metrics.confidence)} interval ${rangeText(low, high)})`;
}

/** What is missing whole, for paper: `Echocardiogram: none on the chart. When known, the risk lies at 21–43 %.` */
export const missingSourceLines = ({
  missingSources,
}: Pick<Scored, 'missingSources'>): readonly {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}[] =>
  missingSources.map(({ source, label, detail, range }) => ({
    key: `source ${source}`,
    label,
    text: `${detail} When it is known the risk comes to lie at ${rangeText(range.low, range.high)}.`,
  }));
