'use client';

import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Limited } from '#components/ui/Limited.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { PatientGroup } from '#lib/dicom/grouping/group-instances.ts';
import { imagesOf } from '#lib/intake/match-images.ts';
import { DeidentifyPanel } from './DeidentifyPanel.tsx';
import { counted, instancesOf, nameText } from './image-text.ts';
import { PatientImages } from './PatientImages.tsx';
import { PurgeButton } from './PurgeButton.tsx';
import classes from './Upload.module.css';

type FoundImagesProps = {
  readonly patients: readonly PatientGroup[];
  readonly sources: readonly Blob[];
  /** Charts of the same upload; a button leads to the one that a patient's own number names. */
  readonly records: readonly PatientRecord<unknown>[];
  readonly onChart: (record: number) => void;
  /** Nothing else was opened: the pictures are shown without being asked for. */
  readonly opened: boolean;
};

const PATIENTS_AT_ONCE = 20;

const filesOf = (groups: readonly PatientGroup[], sources: readonly Blob[]) =>
  groups
    .flatMap(({ studies }) => studies.flatMap(({ series }) => series.flatMap(({ instances }) => instances)))
    .flatMap(({ at, file }) => (sources[at] ? [{ name: file, bytes: sources[at] }] : []));

/** Patients, studies and series of the DICOM files, to look at or to copy without identity. */
export function FoundImages({ patients, sources, records, onChart, opened }: FoundImagesProps) {
  const [cleaning, setCleaning] = useState<readonly PatientGroup[] | null>(null);
  const count = patients.reduce((sum, { studies }) => sum + instancesOf(studies), 0);
  const only = cleaning?.length === 1 ? cleaning[0] : undefined;
  return (
    <>
      <Panel
        title={`DICOM files: ${counted(patients.length, 'patient')}, ${counted(count, 'file')}`}
        description="By what the files themselves say. Files are one patient’s only when number, name, birth date and sex all agree."
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconShieldCheck size={16} aria-hidden />}
              onClick={() => setCleaning(patients)}
            >
              De-identify all
            </Button>
            <PurgeButton />
          </>
        }
      >
        <div className={classes.groups}>
          <Limited items={patients} step={PATIENTS_AT_ONCE} what="patients">
            {(group) => (
              <PatientImages
                key={group.key}
                group={group}
                sources={sources}
                opened={opened}
                onDeidentify={() => setCleaning([group])}
                {...chartOf(group, records, onChart)}
              />
            )}
          </Limited>
        </div>
      </Panel>
      {cleaning ? (
        <DeidentifyPanel
          key={cleaning.map(({ key }) => key).join(' ')}
          files={filesOf(cleaning, sources)}
          whose={only ? nameText(only) : 'all patients'}
          onClose={() => setCleaning(null)}
        />
      ) : null}
    </>
  );
}

function chartOf(
  group: PatientGroup,
  records: FoundImagesProps['records'],
  onChart: FoundImagesProps['onChart'],
) {
  const at = records.findIndex(({ patient }) => imagesOf(patient, [group]).length > 0);
  return at < 0 ? {} : { onChart: () => onChart(at) };
}
