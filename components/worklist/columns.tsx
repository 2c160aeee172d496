import Link from 'next/link';
import { modalityColumns } from '#components/panels/worklist-columns.tsx';
import { PersonName } from '#components/patient/PersonName.tsx';
import { numberHint } from '#components/patient/patient-text.ts';
import { type Band, BandBadge } from '#components/ui/BandBadge.tsx';
import type { Column } from './column.ts';
import type { Entry } from './entries.ts';
import { RiskCell } from './RiskCell.tsx';
import classes from './Worklist.module.css';

const BAND_RANK: Record<Band, number | null> = { none: null, low: 0, intermediate: 1, high: 2 };

/** Who it is. The link covers the row, so that the whole line can be clicked and one stop reaches it by keyboard. */
const WHO: readonly Column[] = [
  {
    key: 'name',
    label: 'Patient',
    className: classes.name,
    sortedBy: ({ patient }) => patient.name,
    cell: ({ patient }) => (
      <>
        <Link href={`/patients/${encodeURIComponent(patient.id)}`} prefetch={false} className={classes.link}>
          <PersonName name={patient.name} writtenAlso={patient.writtenAlso ?? []} />
        </Link>
        {patient.deceased ? <span className={classes.quiet}> deceased</span> : null}
      </>
    ),
  },
  {
    key: 'age',
    label: 'Age',
    descendingFirst: true,
    numeric: true,
    sortedBy: ({ age }) => age,
    cell: (entry) => <Age entry={entry} />,
  },
  {
    key: 'sex',
    label: 'Sex',
    sortedBy: ({ patient }) => patient.sex,
    cell: ({ patient }) => patient.sex ?? 'unknown',
  },
  {
    key: 'mrn',
    label: 'MRN',
    className: classes.mrn,
    hint: ({ patient }) => [patient.mrn, numberHint(patient)].filter(Boolean).join('; ') || undefined,
    sortedBy: ({ patient }) => patient.mrn,
    cell: ({ patient }) => patient.mrn ?? 'none',
  },
];

/** What the model says. */
const ANSWER: readonly Column[] = [
  {
    key: 'risk',
    label: '30-day risk',
    descendingFirst: true,
    className: classes.risk,
    sortedBy: ({ risk }) => risk?.risk ?? null,
    cell: ({ row, risk }, context) =>
      row ? <RiskCell reason={row.reason} risk={risk} {...context} /> : null,
  },
  {
    key: 'band',
    label: 'Band',
    descendingFirst: true,
    className: classes.band,
    sortedBy: ({ band }) => band && BAND_RANK[band],
    cell: ({ band }) => (band ? <BandBadge band={band} /> : null),
  },
  {
    key: 'gaps',
    label: 'Missing',
    descendingFirst: true,
    sortedBy: ({ row }) => row?.gaps.length ?? null,
    cell: ({ row }) => (row ? <Gaps labels={row.gaps} /> : null),
  },
];

/** All columns from the left; the first one heads its row. */
export const COLUMNS: readonly Column[] = [...WHO, ...modalityColumns, ...ANSWER];

/** Before the chart is read nobody knows the day that an age is counted for; the birth date is known. */
function Age({ entry: { age, patient, row } }: { readonly entry: Entry }) {
  if (age !== null) return `${age} y`;
  if (row !== null || patient.birthDate === null) return 'unknown';
  return <span className={classes.quiet}>born {patient.birthDate.slice(0, 4)}</span>;
}

function Gaps({ labels }: { readonly labels: readonly string[] }) {
  if (labels.length === 0) return <span className={classes.quiet}>none</span>;
  const [first, ...rest] = labels;
  const others = rest.length > 0 ? `, ${rest.length} more` : '';
  return (
    <span title={labels.join(', ')}>
      {labels.length}
      <span className={classes.detail}>{` ${first}${others}`}</span>
    </span>
  );
}
