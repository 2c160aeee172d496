'use client';

import { useMemo } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { featureText } from '#lib/clinical/quantity-text.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { type ModalityId, modalities, type Slices } from '#lib/modalities/index.ts';
import { type GenericRow, genericRows } from './generic-rows.ts';
import classes from './panels.module.css';

type GenericPanelProps = {
  readonly modality: ModalityId;
  readonly slices: PatientRecord<Slices>['slices'];
  readonly issues: readonly Issue[];
  readonly at: Moment | null;
  readonly atName: string;
};

/** A modality that brings no panel: every feature with its value, unit and age, or why it is missing, and what was left out. */
export function GenericPanel({ modality, slices, issues, at, atName }: GenericPanelProps) {
  const { label } = modalities[modality];
  const held = slices[modality] !== undefined;
  const rows = useMemo(
    () => (at && held ? genericRows(slices, modality, at) : []),
    [slices, modality, at, held],
  );
  return (
    <Panel title={label} description={describe({ held, at, atName, count: rows.length })}>
      {at && rows.length > 0 ? <Values label={label} rows={rows} at={at} atName={atName} /> : null}
      {issues.length > 0 ? (
        <section aria-label={`${label}: left out or assumed`}>
          <h3 className={classes.heading}>Left out or assumed ({issues.length})</h3>
          <IssueList issues={issues} />
        </section>
      ) : null}
    </Panel>
  );
}

type Described = Pick<GenericPanelProps, 'at' | 'atName'> & {
  readonly held: boolean;
  readonly count: number;
};

function describe({ held, at, atName, count }: Described): string {
  if (!held) return 'None of it could be read.';
  if (at === null) return 'On the chart; without a time of prediction no value is read from it.';
  return count > 0 ? `What is read of it, as known at ${atName}.` : 'On the chart; no value is read from it.';
}

const COLUMNS = [
  { label: 'Measure' },
  { label: 'Value', numeric: true },
  { label: 'Newest entry, or why missing' },
];

type ValuesProps = {
  readonly label: string;
  readonly rows: readonly GenericRow[];
  readonly at: Moment;
  readonly atName: string;
};

function Values({ label, rows, at, atName }: ValuesProps) {
  const [system] = useUnitSystem();
  const reference = { moment: at, name: atName };
  return (
    <ScrollTable
      title={label}
      columns={COLUMNS}
      rows={rows.map(({ anchor, detail, time, value, ...feature }) => ({
        key: feature.feature,
        ...(anchor === undefined ? {} : { anchor }),
        cells: [
          feature.label,
          value === null ? '–' : featureText(feature, value, system),
          <span key="time">
            {detail}
            {detail && time ? ' Last: ' : null}
            {time ? <Timestamp moment={time} reference={reference} /> : null}
          </span>,
        ],
      }))}
    />
  );
}
