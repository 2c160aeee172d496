import { percentText } from '#components/risk/risk-text.ts';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { ModelManifest, SurvivalManifest } from '#lib/contract/manifest.ts';

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

/** What goes in and what kind of answer comes out, in a few words. */
export function inputsText(manifest: ModelManifest): string {
  const { features, tensors } = manifest.inputs;
  const count = `${features.length + tensors.length} inputs`;
  if (manifest.kind === 'survival')
    return `${manifest.horizonDays}-day horizon, ${count}, ${manifest.members} bootstrap members`;
  return `${count}, ${manifest.estimates.length} estimate${manifest.estimates.length === 1 ? '' : 's'}`;
}
