import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { DriftRow } from '#lib/monitoring/drift.ts';
import { BandPlot } from './BandPlot.tsx';
import type { DriftGroup } from './drift-groups.ts';
import { changeText, pText, testText } from './monitor-text.ts';

const COLUMNS = [
  { label: 'What' },
  { label: 'Test' },
  { label: 'Before → now', numeric: true },
  { label: 'Value', numeric: true },
  { label: 'Healthy, middle', numeric: true },
  { label: 'Healthy, up to', numeric: true },
  { label: 'Patients', numeric: true },
  { label: 'p, all rows', numeric: true },
  { label: 'Alarm' },
];

const cellsOf = (row: DriftRow) => ({
  key: `${row.feature} ${row.test}`,
  cells: [
    row.label,
    testText(row.test),
    changeText(row),
    numberText(row.value, 3),
    numberText(row.usual, 3),
    numberText(row.band, 3),
    row.patients.map((count) => numberText(count, 0)).join(' | '),
    pText(row.p),
    row.alarm ? 'alarm' : 'no',
  ],
});

/** One modality, or what is missing: each feature against its own null band. */
export function DriftPanel({ group: { title, description, rows } }: { group: DriftGroup }) {
  return (
    <Panel title={title} description={description}>
      <ChartWithTable
        title={title}
        chart={<BandPlot title={title} rows={rows} />}
        columns={COLUMNS}
        rows={rows.map(cellsOf)}
      />
    </Panel>
  );
}
