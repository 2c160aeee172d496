import type { PanelProps } from '#components/panels/panel-props.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { Moment } from '#lib/clinical/moment.ts';
import type { EhrSlice } from '#lib/modalities/ehr/slice.ts';
import { HISTORY_ANCHORS } from './history-anchors.ts';
import { currentFirst, medicationRows, newestFirst } from './history-order.ts';
import {
  drugClassText,
  intakeText,
  problemModelText,
  problemStatusText,
  statusText,
} from './history-text.ts';
import { momentText } from './moment-text.ts';
import classes from './patient.module.css';
import { dischargeText, stayText } from './patient-text.ts';

type TableProps = Pick<PanelProps<EhrSlice>, 'admission' | 'at' | 'atName'> & { readonly slice: EhrSlice };

/** Problems, medications and stays, each as a table with its dates and what the model makes of it. */
export function HistoryPanels({ slice, admission, at, atName }: PanelProps<EhrSlice>) {
  if (!slice) return null;
  const shared = { slice, admission, at, atName };
  return (
    <div className={classes.history}>
      <Problems {...shared} />
      <Medications {...shared} />
      <Stays {...shared} />
    </div>
  );
}

function Since({
  moment,
  at,
  atName,
}: Pick<TableProps, 'at' | 'atName'> & { readonly moment: Moment | null }) {
  return <Timestamp moment={moment} short {...(at ? { reference: { moment: at, name: atName } } : {})} />;
}

function Problems({ slice, at, atName }: TableProps) {
  const rows = currentFirst(slice.conditions, ({ active }) => active).map((entry) => ({
    key: entry.reference,
    cells: [
      entry.label,
      <Since key="since" moment={entry.since} at={at} atName={atName} />,
      problemStatusText(entry),
      problemModelText(entry, slice.conditions, at),
    ],
  }));
  const columns = ['Problem', 'Known since', 'Status', 'In the model as'].map((label) => ({ label }));
  return (
    <Panel
      title={`Problems (${rows.length})`}
      description="Status as the chart says today."
      anchor={HISTORY_ANCHORS.problems}
      flush
    >
      {rows.length > 0 ? (
        <ScrollTable title="Problems" columns={columns} rows={rows} />
      ) : (
        <Nothing what="problem" />
      )}
    </Panel>
  );
}

function Medications({ slice, at, atName }: TableProps) {
  const shown = medicationRows(slice.medications, at);
  const rows = shown.map(({ entry, intake }) => ({
    key: entry.reference,
    cells: [
      <span key="drug">
        {entry.label}
        {entry.dose === null ? null : <span className={classes.beneath}>{entry.dose}</span>}
      </span>,
      drugClassText(entry),
      <Since key="since" moment={entry.since} at={at} atName={atName} />,
      entry.until ? <Timestamp key="until" moment={entry.until} short /> : '–',
      <span key="status">
        {statusText(entry)}
        {intake ? <span className={classes.beneath}>{intakeText(intake, entry.status, atName)}</span> : null}
      </span>,
    ],
  }));
  const columns = ['Drug and dose', 'In the model as', 'From', 'Until', 'Status'].map((label) => ({ label }));
  return (
    <Panel
      title={`Medications (${rows.length})`}
      description="Orders, statements, doses and dispenses; status as the chart says today."
      anchor={HISTORY_ANCHORS.medications}
      flush
    >
      {rows.length > 0 ? (
        <ScrollTable title="Medications" columns={columns} rows={rows} />
      ) : (
        <Nothing what="medication" />
      )}
    </Panel>
  );
}

function Stays({ slice, at, admission }: TableProps) {
  const rows = newestFirst(slice.stays).map((stay) => ({
    key: stay.reference,
    cells: [
      <span key="start">
        {momentText(stay.start)}
        {stay.reference === admission?.reference ? <strong> (this stay)</strong> : null}
      </span>,
      dischargeText(stay),
      stayText(stay, at),
      stay.reason ?? '–',
    ],
  }));
  const columns = ['Admission', 'Discharge', 'Length', 'Reason'].map((label) => ({ label }));
  return (
    <Panel
      title={`Hospital stays (${rows.length})`}
      description="Inpatient stays; wards within one and transfers within a day are one."
      anchor={HISTORY_ANCHORS.stays}
      flush
    >
      {rows.length > 0 ? (
        <ScrollTable title="Hospital stays" columns={columns} rows={rows} />
      ) : (
        <Nothing what="stay" />
      )}
    </Panel>
  );
}

const Nothing = ({ what }: { readonly what: string }) => (
  <p className={classes.nothing}>No {what} that could be read is on the chart.</p>
);
