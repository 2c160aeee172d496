// Columns of the worklist that tell of one modality. A modality without an entry has none; its panel is on the patient's page.
import { spanText } from '#components/patient/moment-text.ts';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { Column } from '#components/worklist/column.ts';
import classes from '#components/worklist/Worklist.module.css';
import type { ModalityId } from '#lib/modalities/index.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';

function Discharge({ row: { at, discharged, latest } }: { readonly row: WorklistRow }) {
  if (!at)
    return <span className={classes.quiet}>{discharged === null ? 'no inpatient stay' : 'not known'}</span>;
  const later = latest ? latest.ms - at.ms : 0;
  return (
    <>
      {discharged ? <Timestamp moment={at} short /> : 'in hospital'}
      {later > 0 ? <span className={classes.detail}> chart ends {spanText(later)} later</span> : null}
    </>
  );
}

const NotRead = ({ pending }: { readonly pending: boolean }) => (
  <span className={classes.quiet}>{pending ? 'reading the chart' : 'chart not read yet'}</span>
);

const COLUMNS: { readonly [Id in ModalityId]?: readonly Column[] } = {
  ehr: [
    {
      key: 'discharge',
      label: 'Discharge',
      descendingFirst: true,
      sortedBy: ({ row }) => row?.at?.ms ?? null,
      cell: ({ row }, { pending }) => (row ? <Discharge row={row} /> : <NotRead pending={pending} />),
    },
  ],
};

/** All of them, from the start of the line. */
export const modalityColumns: readonly Column[] = Object.values(COLUMNS).flat();
