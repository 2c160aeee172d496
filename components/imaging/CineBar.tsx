import { ActionIcon, NativeSelect, Switch } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { rateOf } from '#lib/dicom/cine.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import classes from './imaging.module.css';
import { usePartName } from './pane-title.ts';
import type { QuietState } from './use-quiet-state.ts';
import type { Viewer } from './viewer.ts';

const SPEEDS = [0.25, 0.5, 1, 2];

/** Play, scrub, step, speed and loop of a clip. */
export function CineBar(props: {
  readonly viewer: Viewer;
  readonly state: QuietState;
  readonly header: PictureHeader;
}) {
  const { viewer, state, header } = props;
  const { playing, loop, speed } = state;
  return (
    <section className={classes.cine} aria-label={usePartName('Clip')}>
      <ActionIcon.Group>
        <ActionIcon variant="default" aria-label="Previous frame" onClick={() => viewer.cine.step(-1)}>
          <IconPlayerTrackPrev size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          aria-label={playing ? 'Pause' : 'Play'}
          onClick={() => viewer.cine.toggle()}
        >
          {playing ? (
            <IconPlayerPauseFilled size={16} aria-hidden />
          ) : (
            <IconPlayerPlayFilled size={16} aria-hidden />
          )}
        </ActionIcon>
        <ActionIcon variant="default" aria-label="Next frame" onClick={() => viewer.cine.step(1)}>
          <IconPlayerTrackNext size={16} aria-hidden />
        </ActionIcon>
      </ActionIcon.Group>
      <Scrub viewer={viewer} frames={header.frames} />
      <NativeSelect
        size="xs"
        aria-label="Speed"
        value={String(speed)}
        data={SPEEDS.map((value) => ({ value: String(value), label: `${value} ×` }))}
        onChange={({ currentTarget }) => viewer.cine.setSpeed(Number(currentTarget.value))}
      />
      <Switch
        size="xs"
        label="Loop"
        checked={loop}
        onChange={({ currentTarget }) => viewer.store.setState({ loop: currentTarget.checked })}
      />
      <Rate viewer={viewer} header={header} />
    </section>
  );
}

/** Follows the frame without React: at fifty frames a second it would be the slowest part of the screen. */
function Scrub({ viewer, frames }: { readonly viewer: Viewer; readonly frames: number }) {
  const range = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const show = ({ frame }: { readonly frame: number }) => {
      if (range.current) range.current.value = String(frame + 1);
      if (text.current) text.current.textContent = `${frame + 1} / ${frames}`;
    };
    show(viewer.store.getState());
    return viewer.store.subscribe(show);
  }, [viewer, frames]);
  return (
    <>
      <input
        ref={range}
        type="range"
        className={classes.scrub}
        aria-label="Frame"
        min={1}
        max={frames}
        defaultValue={1}
        onChange={({ currentTarget }) => viewer.cine.go(Number(currentTarget.value) - 1)}
      />
      {/* Off: a screen reader would read every frame aloud. */}
      <output ref={text} className={classes.frame} data-testid="frame" aria-live="off" />
    </>
  );
}

function Rate({ viewer, header }: { readonly viewer: Viewer; readonly header: PictureHeader }) {
  const loaded = useStore(viewer.store, (state) => state.loaded);
  const { cine, frames } = header;
  const rate = `${rateOf(cine).toFixed(1)} frames/s`;
  const source =
    cine.source === null ? `${rate} assumed: the file states no rate` : `${rate} (${cine.source})`;
  const order = cine.timed ? '' : ', though the frames do not follow each other in time';
  return (
    <span className={classes.rate}>
      {source}
      {order}
      {loaded < frames ? `, ${loaded} of ${frames} frames decoded` : ''}
    </span>
  );
}
