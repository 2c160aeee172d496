import { IconFlagFilled } from '@tabler/icons-react';
import Link from 'next/link';
import { PersonName } from '#components/patient/PersonName.tsx';
import { numberHint } from '#components/patient/patient-text.ts';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import type { Entry } from './entries.ts';
import classes from './PatientCell.module.css';

type PatientCellProps = { readonly entry: Entry };

const SEX = { female: 'F', male: 'M' } as const;

/** Who it is, in two lines. The link covers the row, so that the whole line can be clicked and one stop reaches it by keyboard. */
export function PatientCell({ entry: { patient, age } }: PatientCellProps) {
  const facts = [age === null ? null : `${age}\u00a0y`, patient.sex && SEX[patient.sex]].filter(Boolean);
  return (
    <>
      <span className={classes.line}>
        <Link
          href={`/patients/${encodeURIComponent(patient.id)}`}
          prefetch={false}
          className={classes.link}
          title={patient.name}
        >
          <PersonName name={patient.name} writtenAlso={patient.writtenAlso ?? []} />
        </Link>
        <span className={classes.fact}>{facts.join(' ')}</span>
      </span>
      <span className={classes.line}>
        <span className={classes.fact}>{patient.birthDate ?? 'birth date unknown'}</span>
        <RecordNumber patient={patient} />
      </span>
    </>
  );
}

/** Characters at the end of a record number that are always seen: numbers of one hospital differ there. */
const TAIL = 6;

/** A long record number gives way at its start, never at its end. */
function RecordNumber({ patient }: { readonly patient: PatientHeader }) {
  const { mrn } = patient;
  if (mrn === null) return <span className={classes.fact}>no MRN</span>;
  const hint = [mrn, numberHint(patient)].filter(Boolean).join('; ');
  return (
    <span className={classes.number} title={hint}>
      <span className={classes.start}>{mrn.slice(0, -TAIL)}</span>
      <span>{mrn.slice(-TAIL)}</span>
    </span>
  );
}

/** Marks a patient whom the reader has the time to follow up. */
export const FollowUpMark = () => (
  <span className={classes.mark} title="Within the number of patients to follow up">
    <IconFlagFilled size={12} role="img" aria-label="To follow up." />
  </span>
);
