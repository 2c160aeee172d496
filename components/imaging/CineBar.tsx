import { ActionIcon, NativeSelect, Slider, Switch } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { rateOf } from '#lib/dicom/cine.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import classes from './imaging.module.css';
import type { Viewer } from './viewer.ts';
import type { ViewerState } from './viewer-state.ts';

const SPEEDS = [0.25, 0.5, 1, 2];

/** Play, scrub, step, speed and loop of a clip. */
export function CineBar(props: {
  readonly viewer: Viewer;
  readonly state: ViewerState;
  readonly header: PictureHeader;
}) {
  const { viewer, state, header } = props;
  const { playing, frame, loop, speed, loaded } = state;
  const { cine, frames } = header;
  const rate = `${rateOf(cine).toFixed(1)} frames/s`;
  const source =
    cine.source === null ? `${rate} assumed: the file states no rate` : `${rate} (${cine.source})`;
  return (
    <section className={classes.cine} aria-label="Clip">
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
      <Slider
        className={classes.scrub ?? ''}
        thumbLabel="Frame"
        min={1}
        max={frames}
        value={frame + 1}
        label={null}
        onChange={(value) => viewer.cine.go(value - 1)}
      />
      <span className={classes.frame} data-testid="frame">
        {frame + 1} / {frames}
      </span>
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
      <span className={classes.rate}>
        {source}
        {loaded < frames ? `, ${loaded} of ${frames} frames decoded` : ''}
      </span>
    </section>
  );
}
