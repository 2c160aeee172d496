'use client';

import { IconUserOff } from '@tabler/icons-react';
import { PersonName } from '#components/patient/PersonName.tsx';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { PurgeButton } from './PurgeButton.tsx';
import classes from './Upload.module.css';

type FoundPatientsProps = {
  readonly records: readonly PatientRecord<Slices>[];
  readonly onChoose: (record: number) => void;
};

const COLUMNS = [
  { label: 'Patient' },
  { label: 'Born' },
  { label: 'Sex' },
  { label: 'MRN' },
  { label: 'Index stay ended' },
  { label: 'Latest entry' },
];

/** The patients in the files, to choose one from. */
export function FoundPatients({ records, onChoose }: FoundPatientsProps) {
  if (records.length === 0)
    return (
      <Panel>
        <StateMessage
          kind="error"
          icon={<IconUserOff size={26} stroke={1.6} />}
          title="No patient in these files"
          actions={<PurgeButton />}
        >
          The reasons stand below. Other files can be opened at any time.
        </StateMessage>
      </Panel>
    );
  const rows = records.map(({ patient, admission, latest }, at) => ({
    // Two hospitals' files may use one id for two people.
    key: String(at),
    cells: [
      <button key="open" type="button" className={classes.open} onClick={() => onChoose(at)}>
        <PersonName {...patient} />
      </button>,
      patient.birthDate ?? 'not recorded',
      patient.sex ?? 'not recorded',
      patient.mrn ?? 'none',
      admission ? <Timestamp key="end" moment={admission.end} short /> : 'no inpatient stay',
      <Timestamp key="latest" moment={latest} short />,
    ],
  }));
  const title = `${records.length} patients found`;
  return (
    <Panel
      title={title}
      description="Choose one to see the record and its score."
      actions={<PurgeButton />}
      flush
    >
      <ScrollTable title={title} columns={COLUMNS} rows={rows} />
    </Panel>
  );
}
