'use client';

import { NativeSelect, Switch } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import classes from './imaging.module.css';
import { loadViewer } from './load-viewer.ts';
import { PaneTitle } from './pane-title.ts';
import { shownMap } from './shown-map.ts';
import { ViewLink } from './view-link.ts';

// Cornerstone and the codecs are large: they are fetched when a picture is asked for.
const ImagePane = dynamic(() => loadViewer().then((module) => module.ImagePane), {
  ssr: false,
  loading: () => <p role="status">Loading the viewer …</p>,
});

type ImageBrowserProps = {
  /** Newest first; `key` tells them apart. */
  readonly images: readonly OpenImage[];
  /** Medical record number of the chart that they stand in: a file with another one is marked. */
  readonly recordNumber?: string | null;
  /** Key of the picture to start with; the first unless given. */
  readonly start?: string | null;
};

/** One picture of several, and a second one beside it to compare with; both can move together. */
export function ImageBrowser({ images, recordNumber = null, start = null }: ImageBrowserProps) {
  const [chosen, setChosen] = useState(start ?? images[0]?.key);
  const [other, setOther] = useState('');
  const [link] = useState(() => new ViewLink());
  const [linked, setLinked] = useState(true);
  const mapped = useStore(shownMap, ({ shown }) => shown?.instance);
  useEffect(() => {
    if (mapped !== undefined && images.some(({ key }) => key === mapped)) setChosen(mapped);
  }, [mapped, images]);
  const first = images.find(({ key }) => key === chosen) ?? images[0];
  const second = images.find(({ key }) => key === other);
  if (!first) return <p>No picture to show.</p>;
  const shown = second && second.key !== first.key ? [first, second] : [first];
  const choices = images.map(({ key, title }) => ({ value: key, label: title }));
  return (
    <div className={classes.browser}>
      {images.length > 1 ? (
        <div className={classes.strip}>
          <NativeSelect
            size="xs"
            label="Picture"
            value={first.key}
            data={choices}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          />
          <NativeSelect
            size="xs"
            label="Beside it"
            value={other}
            data={[{ value: '', label: 'nothing' }, ...choices.filter(({ value }) => value !== first.key)]}
            onChange={({ currentTarget }) => setOther(currentTarget.value)}
          />
          {second ? (
            <Switch
              size="xs"
              label="Move both together"
              checked={linked}
              onChange={({ currentTarget }) => {
                link.on = currentTarget.checked;
                setLinked(currentTarget.checked);
              }}
            />
          ) : null}
        </div>
      ) : null}
      <div className={classes.pair}>
        {shown.map((image) => (
          <PaneTitle key={image.key} value={shown.length > 1 ? image.title : null}>
            <ImagePane image={image} link={link} recordNumber={recordNumber} />
          </PaneTitle>
        ))}
      </div>
    </div>
  );
}
