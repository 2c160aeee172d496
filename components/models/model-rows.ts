import { percentText } from '#components/risk/risk-text.ts';
import { numberText, unitText } from '#lib/clinical/quantity-text.ts';
import type {
  FindingDescription,
  FindingsManifest,
  ModelManifest,
  SurvivalManifest,
} from '#lib/contract/manifest.ts';

type Metrics = SurvivalManifest['metrics'];
type Interval = Metrics['concordance'];

/** `0.712 (0.698–0.727)`; a minus needs words between the limits instead of a dash. */
export function intervalText({ estimate, low, high }: Interval, decimals = 3): string {
  const between = low < 0 ? ' to ' : '–';
  return `${numberText(estimate, decimals)} (${numberText(low, decimals)}${between}${numberText(high, decimals)})`;
}

/** `65 of 100` and `(63–67)`: a concordance or AUC as pairs of patients ranked rightly. */
const rankingText = ({ estimate, low, high }: Interval) => ({
  pairs: `${numberText(100 * estimate, 0)} of 100`,
  interval: `(${numberText(100 * low, 0)}–${numberText(100 * high, 0)})`,
});

const pairsText = (interval: Interval): string => Object.values(rankingText(interval)).join(' ');

type MetricRow = {
  /** What it says, in a clinician's words. */
  readonly label: string;
  /** The field's name for it. */
  readonly term: string;
  readonly value: string;
  /** What a perfect or an empty model would have. */
  readonly meaning: string;
};

/** The metrics of the manifest, each in words, with what to hold it against. */
export function metricRows(metrics: Metrics): readonly MetricRow[] {
  return [
    {
      label: 'Ranking: who has the event sooner',
      term: 'concordance',
      value: pairsText(metrics.concordance),
      meaning: `pairs of patients ranked rightly; 50 is chance, ${numberText(100 * metrics.oracleConcordance.estimate, 0)} the most that any model could reach on these patients`,
    },
    {
      label: 'Ranking: who has it within 30 days',
      term: 'AUC',
      value: pairsText(metrics.auc30),
      meaning: 'pairs of patients ranked rightly; 50 is chance',
    },
    {
      label: 'Error of the risks',
      term: 'Brier score',
      value: intervalText(metrics.brier30),
      meaning: `0 is perfect; ${numberText(metrics.brierOfPrevalence, 3)} when everyone is given the average risk`,
    },
    {
      label: 'Too high or too low on the whole',
      term: 'calibration intercept',
      value: intervalText(metrics.calibrationIntercept, 2),
      meaning: '0 is perfect; above 0, risks come out too low',
    },
    {
      label: 'Too extreme or too alike',
      term: 'calibration slope',
      value: intervalText(metrics.calibrationSlope, 2),
      meaning: '1 is perfect; below 1, risks are too extreme',
    },
  ];
}

type TableRow = { readonly key: string; readonly cells: readonly string[] };

export type SubgroupRow = {
  readonly name: string;
  readonly size: string;
  readonly ranking: { readonly pairs: string; readonly interval: string };
  readonly predicted: string;
  readonly observed: string;
};

export const subgroupRows = (subgroups: SurvivalManifest['subgroups']): readonly SubgroupRow[] =>
  subgroups.map(({ name, patients, events, concordance, predicted, observed }) => ({
    name,
    size: `${numberText(patients, 0)} patients, ${numberText(events, 0)} events`,
    ranking: rankingText(concordance),
    predicted: percentText(predicted),
    observed: percentText(observed),
  }));

export const calibrationRows = (bins: SurvivalManifest['calibration']): readonly TableRow[] =>
  bins.map(({ predicted, observed, low, high, patients }) => ({
    key: String(predicted),
    cells: [
      percentText(predicted),
      percentText(observed),
      percentText(low),
      percentText(high),
      numberText(patients, 0),
    ],
  }));

/** An error in the finding's own digits and one more; a discrimination to three. */
const metricDecimals = (
  measure: FindingsManifest['metrics'][number]['measure'],
  finding: FindingDescription,
) => (measure === 'MAE' ? finding.decimals + 1 : 3);

/** A row for each figure of a finding; one for a finding without any. */
export const findingRows = ({ findings, metrics }: FindingsManifest): readonly TableRow[] =>
  findings.flatMap((finding) => {
    const { id, label, unit, type } = finding;
    const head = [label, type === 'presence' ? 'probability' : unitText(unit)];
    const own = metrics.filter((metric) => metric.finding === id);
    if (own.length === 0) return [{ key: id, cells: [...head, 'not measured', ''] }];
    return own.map((metric) => ({
      key: `${id} ${metric.measure}`,
      cells: [
        ...head,
        `${metric.measure} ${intervalText(metric, metricDecimals(metric.measure, finding))}`,
        numberText(metric.pictures, 0),
      ],
    }));
  });

export const refusalRows = ({ novelty: { sets } }: FindingsManifest): readonly TableRow[] =>
  sets.map(({ name, pictures, refused }) => ({
    key: name,
    cells: [name, numberText(pictures, 0), percentText(refused / pictures)],
  }));

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What goes in and what kind of answer comes out, in a few words. */
export function inputsText(manifest: ModelManifest): string {
  const { features, tensors } = manifest.inputs;
  const count = counted(features.length + tensors.length, 'input');
  if (manifest.kind === 'survival')
    return `it looks ${manifest.horizonDays} days ahead from ${count} of the chart; ${manifest.members} copies, each trained on its own draw of the patients, tell how sure it is`;
  if (manifest.kind === 'findings') return `${counted(manifest.findings.length, 'finding')} of one picture`;
  if (manifest.kind === 'embedding') return `${counted(manifest.embedding.size, 'number')} of one picture`;
  if (manifest.kind === 'hourly')
    return `it looks ${manifest.horizonHours} hours ahead from ${count} of each hour`;
  if (manifest.kind === 'window')
    return `it looks back over ${manifest.windowHours} hours of ${manifest.modalities.length} kinds of data, and explains`;
  return `${count}, ${counted(manifest.estimates.length, 'estimate')}`;
}
