import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { EstimateManifest, ModelManifest } from '#lib/contract/manifest.ts';
import { FindingsPerformance, Refusals } from './FindingsPerformance.tsx';
import { HourlyPerformance, WindowPerformance } from './HourlyPerformance.tsx';
import classes from './ModelCard.module.css';
import { ModelLinks } from './ModelLinks.tsx';
import { inputsText } from './model-rows.ts';
import { Calibration, Performance, Subgroups } from './SurvivalPerformance.tsx';

const ESTIMATE_COLUMNS = [{ label: 'Estimate' }, { label: 'Unit' }];

type ModelCardProps = {
  readonly manifest: ModelManifest;
  /** All models that this program has, for the way to the others. */
  readonly models: readonly { readonly id: string; readonly title: string }[];
};

/** What the model is, what it is for, and how good it is: every figure from its manifest. */
export function ModelCard({ manifest, models }: ModelCardProps) {
  const { title, id, version, training } = manifest;
  return (
    <Page>
      <PageHeader
        title={title}
        description={`Version ${version} of the model ${id}: ${inputsText(manifest)}.`}
      />
      <ModelLinks models={models} current={id} />
      {training.simulated ? <SimulatedTraining /> : null}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Use manifest={manifest} />
          <Training manifest={manifest} />
          {manifest.kind === 'survival' ? <Calibration manifest={manifest} /> : null}
          {manifest.kind === 'findings' ? <Refusals manifest={manifest} /> : null}
        </div>
        <div className={classes.column}>
          <Answers manifest={manifest} />
        </div>
      </div>
      <Identity manifest={manifest} />
    </Page>
  );
}

/** What it answers, and how well. */
function Answers({ manifest }: { manifest: ModelManifest }) {
  if (manifest.kind === 'estimate') return <Estimates manifest={manifest} />;
  if (manifest.kind === 'findings') return <FindingsPerformance manifest={manifest} />;
  if (manifest.kind === 'hourly') return <HourlyPerformance manifest={manifest} />;
  if (manifest.kind === 'window') return <WindowPerformance manifest={manifest} />;
  if (manifest.kind !== 'survival') return null;
  return (
    <>
      <Performance manifest={manifest} />
      <Subgroups manifest={manifest} />
    </>
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

function Training({ manifest: { training } }: { manifest: ModelManifest }) {
  return (
    <Panel title="Training data">
      <p className={classes.text}>{training.data}</p>
      <Stats>
        <Stat label="Kind" value={training.simulated ? 'Simulated' : 'Real'} />
        <Stat label="Patients" value={numberText(training.patients, 0)} />
        {'events' in training ? <Stat label="Events" value={numberText(training.events, 0)} /> : null}
      </Stats>
      <details className={classes.details}>
        <summary>Train it again</summary>
        <code className={classes.code}>{training.command}</code>
        <p className={classes.note}>Seed {training.seed}: the same charts give the same model.</p>
      </details>
    </Panel>
  );
}

function Estimates({ manifest: { estimates } }: { manifest: EstimateManifest }) {
  const title = 'Estimates';
  return (
    <Panel title={title} description="The numbers that it gives of a patient.">
      <ScrollTable
        title={title}
        columns={ESTIMATE_COLUMNS}
        rows={estimates.map(({ id, label, unit }) => ({ key: id, cells: [label, unit] }))}
      />
    </Panel>
  );
}

function Identity({ manifest: { graphs, contract, inputs, tolerance } }: { manifest: ModelManifest }) {
  return (
    <Panel
      title="What proves that this is the model"
      description="The browser checks its file, its inputs and its answers to known charts before it is used, and refuses one that differs."
    >
      <details className={classes.details}>
        <summary>Checksums and tolerances</summary>
        <Stats>
          {graphs.map(({ name, file }) => (
            <Stat
              key={name}
              label={graphs.length === 1 ? 'SHA-256 of the model file' : `SHA-256 of graph ${name}`}
              value={<code className={classes.hash}>{file.sha256}</code>}
              hint={`${file.name}, ${numberText(file.bytes / 1024, 0)} KiB`}
            />
          ))}
          <Stat
            label="Contract of its inputs"
            value={<code className={classes.hash}>{contract}</code>}
            hint={`${inputs.features.length + inputs.tensors.length} inputs: ids, units, ranges and readings`}
          />
          <Stat
            label="Known answers repeated to"
            value={`${tolerance.wasm} (WASM), ${tolerance.webgpu} (WebGPU)`}
          />
        </Stats>
      </details>
    </Panel>
  );
}
