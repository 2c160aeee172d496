import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import { spacingAt } from '#lib/dicom/calibration.ts';
import { lengthOf } from '#lib/dicom/measurements/geometry.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import type { Outcome } from '#lib/dicom/refusal.ts';
import type { Point } from '#lib/dicom/scale.ts';
import { MModePicture, type MModeScale } from './MModePicture.tsx';
import classes from './m-mode.module.css';
import { usePartName } from './pane-title.ts';
import type { PictureSession } from './picture-session.ts';
import { readTimeDepth, type TimeDepth } from './read-time-depth.ts';
import { BASIS_SOURCES } from './spacing-text.ts';
import type { QuietState } from './use-quiet-state.ts';
import type { Viewer } from './viewer.ts';

/** A line that is still being moved is not read at each pixel. */
const SETTLED_AFTER_MS = 150;

type MModeProps = { readonly viewer: Viewer; readonly state: QuietState; readonly header: PictureHeader };

/** What lies under the M-mode line in every frame, over time; it goes with its line and its picture. */
export function MMode({ viewer, state, header }: MModeProps) {
  const name = usePartName('M-mode');
  const line = state.measurements.find(({ kind }) => kind === 'm-mode');
  const [from, to] = line?.points ?? [];
  const { session } = viewer;
  if (!line || !from || !to || !session) return null;
  const close = () => viewer.measurements.remove(line.id);
  return (
    <section className={classes.panel} aria-label={name}>
      <div className={classes.head}>
        <strong>M-mode along the line</strong>
        <Button size="compact-xs" variant="default" onClick={close}>
          Close the M-mode
        </Button>
      </div>
      <Content
        key={`${from.x} ${from.y} ${to.x} ${to.y}`}
        session={session}
        from={from}
        to={to}
        scale={scaleOf(header, from, to)}
        look={state.look}
        onCancel={close}
      />
    </section>
  );
}

/** Extents of both axes, and where they come from. */
function scaleOf({ cine, perFrame }: PictureHeader, from: Point, to: Point): MModeScale {
  const spacings = perFrame.map(({ calibration }) => spacingAt(calibration, [from, to]));
  const [first = null] = spacings;
  const isOne = spacings.every((one) => one?.x === first?.x && one?.y === first?.y);
  const { value, unit, basis } = lengthOf(from, to, isOne ? first : null);
  const time = cine.source === null ? '25 frames/s assumed, the file states no rate' : cine.source;
  const depth = basis
    ? BASIS_SOURCES[basis]
    : 'pixels, no scale in the file holds the whole line in every frame';
  return { durations: cine.durations, depth: value, unit, note: `Time: ${time}. Depth: ${depth}.` };
}

type ContentProps = {
  readonly session: PictureSession;
  readonly from: Point;
  readonly to: Point;
  readonly scale: MModeScale;
  readonly look: QuietState['look'];
  readonly onCancel: () => void;
};

function Content({ session, from, to, scale, look, onCancel }: ContentProps) {
  const { read, done } = useTimeDepth(session, from, to);
  const { frames, perFrame, cine } = session.header;
  if (!cine.timed)
    return <p role="alert">The frames do not follow each other in time, so there is no M-mode of them.</p>;
  if (!read)
    return (
      <ProgressBar
        label="Reading the clip"
        value={done}
        max={frames}
        text={`${done} of ${frames} frames`}
        onCancel={onCancel}
      />
    );
  if (!read.ok) return <p role="alert">{read.refusal.message}</p>;
  return <MModePicture picture={read.value} perFrame={perFrame} look={look} scale={scale} />;
}

/** Null until every frame was read. Another line, or another picture, ends the reading. */
function useTimeDepth(session: PictureSession, from: Point, to: Point) {
  const [read, setRead] = useState<Outcome<TimeDepth> | null>(null);
  const [done, setDone] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const outcome = await readTimeDepth(session, [from, to], { signal: stop.signal, onProgress: setDone });
      if (!stop.signal.aborted) setRead(outcome);
    }, SETTLED_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [session, from, to]);
  return { read, done };
}
