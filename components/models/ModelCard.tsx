import { numberText } from '#components/labs/quantity-text.ts';
import { percentText } from '#components/risk/risk-text.ts';
import { ChartWithTable, ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import type { ModelManifest } from '#lib/contract/manifest.ts';
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

/** What the model is, what it is for, and how good it is: every figure from its manifest. */
export function ModelCard({ manifest }: { manifest: ModelManifest }) {
  return (
    <Page>
      <PageHeader
        title={manifest.title}
        description={`Model ${manifest.id}, version ${manifest.version}: ${manifest.horizonDays}-day horizon, ${manifest.inputs.length} inputs, ${manifest.members} bootstrap members.`}
      />
      {manifest.training.simulated ? <SimulatedTraining /> : null}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Use manifest={manifest} />
          <Training manifest={manifest} />
          <Calibration manifest={manifest} />
        </div>
        <div className={classes.column}>
          <Performance manifest={manifest} />
          <Subgroups manifest={manifest} />
        </div>
      </div>
      <Identity manifest={manifest} />
    </Page>
  );
}

function SimulatedTraining() {
  return (
    <aside className={classes.warning} aria-label="Training data">
      <strong>Trained and tested on simulated patients only.</strong> No figure on this page says how well the
      model does for real ones.
    </aside>
  );
}

function Use({ manifest: { intendedUse, notFor } }: { manifest: ModelManifest }) {
  return (
    <Panel title="Intended use">
      <p className={classes.text}>{intendedUse}</p>
      <h3 className={classes.subtitle}>Not for</h3>
      <ul className={classes.list}>
        {notFor.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Panel>
  );
}

function Performance({ manifest: { metrics, bands } }: { manifest: ModelManifest }) {
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

function Calibration({ manifest: { calibration } }: { manifest: ModelManifest }) {
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

function Training({ manifest: { training } }: { manifest: ModelManifest }) {
  return (
    <Panel title="Training data">
      <p className={classes.text}>{training.data}</p>
      <Stats>
        <Stat label="Kind" value={training.simulated ? 'Simulated' : 'Real'} />
        <Stat label="Patients" value={numberText(training.patients, 0)} />
        <Stat label="Events" value={numberText(training.events, 0)} />
        <Stat label="Seed" value={training.seed} />
      </Stats>
      <h3 className={classes.subtitle}>Rebuild</h3>
      <code className={classes.code}>{training.command}</code>
    </Panel>
  );
}

function Subgroups({ manifest: { subgroups } }: { manifest: ModelManifest }) {
  if (subgroups.length === 0) return null;
  const title = 'Subgroups';
  return (
    <Panel title={title} description="Where the model may do worse than on average.">
      <ScrollTable title={title} columns={SUBGROUP_COLUMNS} rows={subgroupRows(subgroups)} />
    </Panel>
  );
}

function Identity({ manifest: { file, contract, tolerance } }: { manifest: ModelManifest }) {
  return (
    <Panel
      title="File and contract"
      description="The browser refuses a model whose file, features or golden outputs differ from these."
    >
      <Stats>
        <Stat
          label="SHA-256 of the model file"
          value={<code className={classes.hash}>{file.sha256}</code>}
          hint={`${file.name}, ${numberText(file.bytes / 1024, 0)} KiB`}
        />
        <Stat
          label="Feature contract"
          value={<code className={classes.hash}>{contract}</code>}
          hint={<a href="/models/contract.json">contract.json</a>}
        />
        <Stat
          label="Golden outputs replayed to"
          value={`${tolerance.wasm} (WASM), ${tolerance.webgpu} (WebGPU)`}
        />
      </Stats>
    </Panel>
  );
}
