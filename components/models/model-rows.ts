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

type MetricRow = { readonly label: string; readonly value: string; readonly meaning: string };

/** The metrics of the manifest, each with the value that a perfect or an empty model would have. */
export function metricRows(metrics: Metrics): readonly MetricRow[] {
  return [
    {
      label: 'Concordance',
      value: intervalText(metrics.concordance),
      meaning: '0.5 is chance; pairs of patients ranked rightly',
    },
    {
      label: 'Concordance of the true hazard',
      value: intervalText(metrics.oracleConcordance),
      meaning: 'The best that any model could reach on this set',
    },
    { label: 'AUC at 30 days', value: intervalText(metrics.auc30), meaning: '0.5 is chance' },
    {
      label: 'Brier score at 30 days',
      value: intervalText(metrics.brier30, 4),
      meaning: `${numberText(metrics.brierOfPrevalence, 4)} when all get the average risk; lower is better`,
    },
    {
      label: 'Calibration intercept',
      value: intervalText(metrics.calibrationIntercept),
      meaning: '0 is perfect; above 0, risks come out too low',
    },
    {
      label: 'Calibration slope',
      value: intervalText(metrics.calibrationSlope),
      meaning: '1 is perfect; below 1, risks are too extreme',
    },
  ];
}

type TableRow = { readonly key: string; readonly cells: readonly string[] };

export const subgroupRows = (subgroups: SurvivalManifest['subgroups']): readonly TableRow[] =>
  subgroups.map(({ name, patients, events, concordance, predicted, observed }) => ({
    key: name,
    cells: [
      name,
      numberText(patients, 0),
      numberText(events, 0),
      intervalText(concordance),
      percentText(predicted),
      percentText(observed),
    ],
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
    return `${manifest.horizonDays}-day horizon, ${count}, ${manifest.members} bootstrap members`;
  if (manifest.kind === 'findings') return `${counted(manifest.findings.length, 'finding')} of one picture`;
  return `${count}, ${counted(manifest.estimates.length, 'estimate')}`;
}
