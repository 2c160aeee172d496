import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { ModelManifest } from '#lib/contract/manifest.ts';
import classes from './ModelCard.module.css';
import { intervalText } from './model-rows.ts';

type HourlyManifest = Extract<ModelManifest, { kind: 'hourly' }>;
type WindowManifest = Extract<ModelManifest, { kind: 'window' }>;
type Interval = HourlyManifest['metrics']['auroc'];

const numeric = (label: string) => ({ label, numeric: true });
const GROUP_COLUMNS = [
  { label: 'Group' },
  numeric('Patients'),
  numeric('AUROC (95 % interval)'),
  numeric('Hours with an alarm'),
];
const TENTH_COLUMNS = [numeric('Predicted'), numeric('Observed'), numeric('Hours')];
const QUESTION_COLUMNS = [
  { label: 'Question' },
  numeric('AUROC (95 % interval)'),
  numeric('Stage one, same hours'),
  numeric('Hours in disagreement'),
];

const shareText = (share: number, decimals = 1): string => `${numberText(100 * share, decimals)}\u00a0%`;
const shareInterval = ({ estimate, low, high }: Interval): string =>
  `${shareText(estimate)} (${numberText(100 * low, 1)}–${numberText(100 * high, 1)})`;

/** How well a model tells hours apart, in whom, and whether its probabilities come true. */
export function HourlyPerformance({ manifest }: { readonly manifest: HourlyManifest }) {
  const { metrics, subgroups, threshold, calibration } = manifest;
  const groups = [{ name: 'All', ...metrics }, ...subgroups];
  return (
    <>
      <Panel
        title="Performance"
        description={`In ${numberText(metrics.hours, 0)} hours of ${numberText(metrics.patients, 0)} patients, ${numberText(metrics.events, 0)} of them with the event. AUROC: 0.5 is chance, 1 is perfect.`}
      >
        <ScrollTable
          title="Performance"
          columns={GROUP_COLUMNS}
          rows={groups.map(({ name, patients, auroc, alarmRate }) => ({
            key: name,
            cells: [name, numberText(patients, 0), intervalText(auroc), shareInterval(alarmRate)],
          }))}
        />
        <p className={classes.note}>
          It alarms from {shareText(threshold.probability, 2)} on: {threshold.rule}.
          {metrics.utility ? ` Normalised utility ${intervalText(metrics.utility)}.` : ''}
        </p>
        <details className={classes.details}>
          <summary>How it was measured</summary>
          <p className={classes.note}>
            On {metrics.set}. {metrics.method}.
          </p>
        </details>
      </Panel>
      <Panel title="Calibration" description="Whether probabilities come true, by tenths of the hours.">
        <ScrollTable
          title="Calibration"
          columns={TENTH_COLUMNS}
          rows={calibration.map(({ predicted, observed, hours }, index) => ({
            key: String(index),
            cells: [shareText(predicted), shareText(observed), numberText(hours, 0)],
          }))}
        />
      </Panel>
    </>
  );
}

/** How far a network that explains agrees with the model that decides. */
export function WindowPerformance({ manifest }: { readonly manifest: WindowManifest }) {
  const title = 'Agreement';
  return (
    <Panel
      title={title}
      description="It explains and decides nothing. On real patients who were held out, beside the model that decides, which was trained on them."
    >
      <ScrollTable
        title={title}
        columns={QUESTION_COLUMNS}
        rows={manifest.questions.map(({ id, auroc, stageOneAuroc, disagreement }) => ({
          key: id,
          cells: [id, intervalText(auroc), intervalText(stageOneAuroc), shareInterval(disagreement)],
        }))}
      />
    </Panel>
  );
}
