import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { FindingsManifest } from '#lib/contract/manifest.ts';
import classes from './ModelCard.module.css';
import { findingRows, refusalRows } from './model-rows.ts';

const FINDING_COLUMNS = [
  { label: 'Finding' },
  { label: 'Unit' },
  { label: 'Error or discrimination (95 % interval)', numeric: true },
  { label: 'Test pictures', numeric: true },
];
const REFUSAL_COLUMNS = [
  { label: 'Pictures' },
  { label: 'Number', numeric: true },
  { label: 'Not read', numeric: true },
];

/** What it reads from a picture, and how well. */
export function FindingsPerformance({ manifest }: { manifest: FindingsManifest }) {
  const title = 'Findings';
  return (
    <Panel
      title={title}
      description="What it reads from one picture. MAE: mean absolute error in the finding's unit. AUROC: 0.5 is chance, 1 is perfect."
    >
      <ScrollTable title={title} columns={FINDING_COLUMNS} rows={findingRows(manifest)} />
    </Panel>
  );
}

/** Which pictures it does not read, and how often it refuses one that it should. */
export function Refusals({ manifest }: { manifest: FindingsManifest }) {
  const title = 'Pictures that it does not read';
  const { refusedOfTrained } = manifest.novelty;
  return (
    <Panel title={title} description="A picture unlike those of training gets no finding.">
      <ScrollTable title={title} columns={REFUSAL_COLUMNS} rows={refusalRows(manifest)} />
      <p className={classes.note}>
        Of test pictures of the kind trained on, {numberText(100 * refusedOfTrained, 1)} % are not read
        either.
      </p>
    </Panel>
  );
}
