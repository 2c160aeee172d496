import { percentText } from '#components/risk/risk-text.ts';
import { ChartWithTable, ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import { CalibrationPlot } from './CalibrationPlot.tsx';
import classes from './ModelCard.module.css';
import { calibrationRows, metricRows, subgroupRows } from './model-rows.ts';

const CALIBRATION_COLUMNS = ['Predicted', 'Observed', 'Lower', 'Upper', 'Patients'].map((label) => ({
  label,
  numeric: true,
}));
const SUBGROUP_COLUMNS = [
  { label: 'Group' },
  { label: 'Patients', numeric: true },
  { label: 'Events', numeric: true },
  { label: 'Concordance', numeric: true },
  { label: 'Predicted risk', numeric: true },
  { label: 'Observed risk', numeric: true },
];

/** How well it ranks, and where its bands lie. */
export function Performance({ manifest: { metrics, bands } }: { manifest: SurvivalManifest }) {
  const title = 'Performance';
  return (
    <Panel
      title={title}
      description={`${metrics.set}: ${numberText(metrics.patients, 0)} patients, ${numberText(metrics.events, 0)} events. ${Math.round(metrics.confidence * 100)} % intervals, ${metrics.method}.`}
    >
      <ScrollTable
        title={title}
        columns={[
          { label: 'Metric' },
          { label: 'Estimate (interval)', numeric: true },
          { label: 'How to read it' },
        ]}
        rows={metricRows(metrics).map(({ label, value, meaning }) => ({
          key: label,
          cells: [label, value, meaning],
        }))}
      />
      <p className={classes.note}>
        Bands: intermediate from {percentText(bands.intermediate)}, high from {percentText(bands.high)}.{' '}
        {bands.rule}
      </p>
    </Panel>
  );
}

/** Whether a predicted risk comes true as often as it says. */
export function Calibration({ manifest: { calibration } }: { manifest: SurvivalManifest }) {
  if (calibration.length === 0)
    return <Panel title="Calibration">The manifest holds no calibration groups.</Panel>;
  return (
    <Panel
      title="Calibration"
      description="Groups of similar predicted risk; on the dashed line prediction and outcome agree."
    >
      <ChartWithTable
        title="Calibration"
        chart={<CalibrationPlot bins={calibration} />}
        columns={CALIBRATION_COLUMNS}
        rows={calibrationRows(calibration)}
      />
    </Panel>
  );
}

/** For whom it may do worse. */
export function Subgroups({ manifest: { subgroups } }: { manifest: SurvivalManifest }) {
  if (subgroups.length === 0) return null;
  const title = 'Subgroups';
  return (
    <Panel title={title} description="Where the model may do worse than on average.">
      <ScrollTable title={title} columns={SUBGROUP_COLUMNS} rows={subgroupRows(subgroups)} />
    </Panel>
  );
}
