'use client';

import { Button } from '@mantine/core';
import { IconMaximize, IconPhotoScan } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import classes from './imaging.module.css';
import { imagesOfStudies, studyTitle } from './study-images.ts';

const ImageBrowser = dynamic(() => import('./ImageBrowser.tsx').then((module) => module.ImageBrowser));

type StudyPanelProps = {
  readonly patientId: string;
  readonly recordNumber: string | null;
  readonly slice: ImagingSlice | undefined;
};

/** The chart's imaging studies; pictures are fetched when they are asked for. */
export function StudyPanel({ patientId, recordNumber, slice }: StudyPanelProps) {
  const [open, setOpen] = useState(false);
  const studies = slice?.studies ?? [];
  const images = useMemo(() => imagesOfStudies(slice?.studies ?? []), [slice]);
  if (studies.length === 0) return null;
  const actions =
    images.length > 0 ? (
      <>
        <Button
          variant="default"
          leftSection={<IconPhotoScan size={16} aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Close the pictures' : 'Open the pictures'}
        </Button>
        <Button
          component={Link}
          href={`/patients/${encodeURIComponent(patientId)}/imaging`}
          variant="default"
          leftSection={<IconMaximize size={16} aria-hidden />}
        >
          Full screen
        </Button>
      </>
    ) : null;
  return (
    <div className="no-print">
      <Panel
        title={`Imaging (${studies.length})`}
        description="Studies in the chart. A picture is fetched from the hospital’s archive when it is opened."
        actions={actions}
      >
        <ul className={classes.studies}>
          {studies.map((study) => (
            <li key={study.reference}>
              {studyTitle(study)}
              {study.kept === 'elsewhere' ? ' (kept in another archive, which this app does not reach)' : ''}
            </li>
          ))}
        </ul>
        {open ? <ImageBrowser images={images} recordNumber={recordNumber} /> : null}
      </Panel>
    </div>
  );
}
