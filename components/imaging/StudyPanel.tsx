'use client';

import { Button } from '@mantine/core';
import { IconMaximize, IconPhotoScan } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PanelProps } from '#components/panels/panel-props.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { pictureNumber } from '#lib/modalities/header.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import { pictureIn } from './picture-anchors.ts';
import { StudyList } from './StudyList.tsx';
import { dropMap, shownMap } from './shown-map.ts';
import { type Archive, imagesOfStudies } from './study-images.ts';

const ImageBrowser = dynamic(() => import('./ImageBrowser.tsx').then((module) => module.ImageBrowser));

const WHERE: Readonly<Record<Archive, string>> = {
  hospital: 'A picture is fetched from the hospital’s archive when it comes into view or is opened.',
  none: 'No image archive is configured beside the FHIR server (DICOMWEB_URL), so no picture can be opened.',
  files: 'No archive is asked for the pictures of an uploaded chart.',
};

/** The chart's imaging studies; thumbnails are fetched when they are in view, pictures when they are asked for. */
export function StudyPanel({ patient, slice, at, atName, ports }: PanelProps<ImagingSlice>) {
  const { archive, pictures } = ports;
  const filed = useMemo(() => new Set(pictures.map(({ uids }) => uids.study)), [pictures]);
  const recordNumber = pictureNumber(patient);
  const [opened, setOpened] = useState<string | null>(null);
  const viewer = useRef<HTMLDivElement>(null);
  const studies = slice?.studies ?? [];
  const images = useMemo(
    () => (archive === 'hospital' ? imagesOfStudies(slice?.studies ?? []) : []),
    [slice, archive],
  );
  const mapped = useStore(shownMap, ({ shown }) => shown);
  useEffect(() => {
    if (mapped === null || images.every(({ key }) => key !== mapped.instance)) return;
    setOpened((before) => before ?? mapped.instance);
    viewer.current?.scrollIntoView({ block: 'nearest' });
  }, [mapped, images]);
  useEffect(() => {
    const follow = () => {
      const asked = pictureIn(decodeURIComponent(window.location.hash.slice(1)));
      if (images.some(({ key }) => key === asked)) setOpened(asked);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [images]);
  useEffect(() => {
    if (opened !== null) viewer.current?.scrollIntoView({ block: 'nearest' });
  }, [opened]);
  if (studies.length === 0) return null;
  const open = (key: string | null) => {
    dropMap(({ instance }) => instance !== key);
    setOpened(key);
  };
  const [newest] = images;
  const actions = newest ? (
    <>
      <Button
        variant="default"
        leftSection={<IconPhotoScan size={16} aria-hidden />}
        aria-expanded={opened !== null}
        onClick={() => open(opened === null ? newest.key : null)}
      >
        {opened === null ? 'Open the pictures' : 'Close the pictures'}
      </Button>
      <Button
        component={Link}
        href={`/patients/${encodeURIComponent(patient.id)}/imaging`}
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
        description={`Studies in the chart. ${WHERE[archive]}`}
        actions={actions}
      >
        <StudyList
          studies={studies}
          images={images}
          recordNumber={recordNumber}
          simulated={patient.simulated}
          reference={at && { moment: at, name: atName }}
          filed={archive === 'files' ? filed : null}
          opened={opened}
          onOpen={open}
        />
        <div ref={viewer}>
          {opened === null ? null : (
            <ImageBrowser key={opened} images={images} recordNumber={recordNumber} start={opened} />
          )}
        </div>
      </Panel>
    </div>
  );
}
