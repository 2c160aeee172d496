'use client';

import { Button } from '@mantine/core';
import { IconArrowLeft, IconPhotoOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { pictureNumber } from '#lib/modalities/header.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { ImageBrowser } from './ImageBrowser.tsx';
import { type Archive, imagesOfStudies } from './study-images.ts';

/** All pictures of one patient over the whole page. */
export function ImagingScreen({
  record,
  archive,
}: {
  readonly record: PatientRecord<Slices>;
  readonly archive: Archive;
}) {
  const { patient, slices } = record;
  const images = useMemo(
    () => (archive === 'hospital' ? imagesOfStudies(slices.imaging?.studies ?? []) : []),
    [slices, archive],
  );
  return (
    <Page simulated={patient.simulated}>
      <PageHeader
        title={
          <>
            <bdi>{patient.name}</bdi>: pictures
          </>
        }
        description={`${patient.mrn === null ? 'No record number' : `MRN ${patient.mrn}`} · born ${patient.birthDate ?? 'not recorded'}`}
        actions={
          <Button
            component={Link}
            href={`/patients/${encodeURIComponent(patient.id)}`}
            variant="default"
            leftSection={<IconArrowLeft size={16} aria-hidden />}
          >
            Back to the chart
          </Button>
        }
      />
      {images.length > 0 ? (
        <ImageBrowser images={images} recordNumber={pictureNumber(patient)} />
      ) : (
        <Panel>
          <StateMessage icon={<IconPhotoOff size={26} stroke={1.6} />} title="No picture in this chart">
            {archive === 'none'
              ? 'No image archive is configured beside the FHIR server (DICOMWEB_URL).'
              : 'The chart names no imaging study that this app can reach.'}
          </StateMessage>
        </Panel>
      )}
    </Page>
  );
}
