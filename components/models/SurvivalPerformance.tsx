import { Fragment } from 'react';
import { percentText } from '#components/risk/risk-text.ts';
import { ChartWithTable, ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import { CalibrationPlot } from './CalibrationPlot.tsx';
import classes from './ModelCard.module.css';
import { calibrationRows, metricRows, type SubgroupRow, subgroupRows } from './model-rows.ts';

const CALIBRATION_COLUMNS = ['Predicted', 'Observed', 'From', 'To', 'Patients'].map((label) => ({
  label,
  numeric: true,
}));
const SUBGROUP_COLUMNS = [
  { label: 'Group' },
  { label: 'Pairs ranked rightly', numeric: true },
  { label: 'Predicted', numeric: true },
  { label: 'Observed', numeric: true },
];
const METRIC_COLUMNS = [{ label: 'What it tells' }, { label: 'Result (interval)', numeric: true }];

/** How well it ranks, and where its bands lie. */
export function Performance({ manifest: { metrics, bands } }: { manifest: SurvivalManifest }) {
  const title = 'Performance';
  const confidence = Math.round(metrics.confidence * 100);
  return (
    <Panel
      title={title}
      description={`In ${numberText(metrics.patients, 0)} patients whom it had never seen, ${numberText(metrics.events, 0)} of them with the event; intervals hold the true value in ${confidence} of 100 such tests.`}
    >
      <ScrollTable
        title={title}
        columns={METRIC_COLUMNS}
        rows={metricRows(metrics).map(({ label, term, value, meaning }) => ({
          key: term,
          cells: [<Metric key={term} {...{ label, term, meaning }} />, value],
        }))}
      />
      <p className={classes.note}>
        Bands: intermediate from {percentText(bands.intermediate)}, high from {percentText(bands.high)}.{' '}
        {bands.rule}
      </p>
      <details className={classes.details}>
        <summary>How it was measured</summary>
        <p className={classes.note}>
          On the {metrics.set}. Intervals and estimates: {metrics.method}.
        </p>
      </details>
    </Panel>
  );
}

/** What a figure tells, with the field's name for it and what to hold it against. */
function Metric({ label, term, meaning }: { label: string; term: string; meaning: string }) {
  return (
    <>
      {label} <span className={classes.term}>({term})</span>
      <span className={classes.meaning}>{meaning}</span>
    </>
  );
}

/** Whether a predicted risk comes true as often as it says. */
export function Calibration({ manifest: { calibration } }: { manifest: SurvivalManifest }) {
  if (calibration.length === 0)
    return <Panel title="Calibration">The manifest holds no calibration groups.</Panel>;
  return (
    <Panel
      title="Calibration"
      description="Whether risks come true as often as they say: each dot is a tenth of the patients, with its interval; on the dashed line they do."
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

const toSubgroupCells = ({ name, size, ranking, predicted, observed }: SubgroupRow) => ({
  key: name,
  cells: [
    <Fragment key={name}>
      {name} <span className={classes.meaning}>{size}</span>
    </Fragment>,
    <Fragment key={name}>
      {ranking.pairs} <span className={classes.interval}>{ranking.interval}</span>
    </Fragment>,
    predicted,
    observed,
  ],
});

/** For whom it may do worse. */
export function Subgroups({ manifest: { subgroups } }: { manifest: SurvivalManifest }) {
  if (subgroups.length === 0) return null;
  const title = 'Subgroups';
  return (
    <Panel
      title={title}
      description="For whom it may do worse than on average: the risk that it predicted beside the one observed."
    >
      <ScrollTable
        title={title}
        columns={SUBGROUP_COLUMNS}
        rows={subgroupRows(subgroups).map(toSubgroupCells)}
      />
    </Panel>
  );
}
