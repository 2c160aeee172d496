import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import type { GreyScale } from '#lib/dicom/grey-scale.ts';
import type { Look } from '#lib/dicom/grey-table.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { fillWords } from './draw-frame.ts';
import { CaliperControls } from './MModeCaliper.tsx';
import classes from './m-mode.module.css';
import type { Place, TimeDepth } from './read-time-depth.ts';

export type MModeScale = {
  /** Of the frames, in ms. */
  readonly durations: readonly number[];
  /** Length of the line in `unit`. */
  readonly depth: number;
  readonly unit: 'mm' | 'px';
  /** Where both scales come from. */
  readonly note: string;
};

const SHARES = [0, 0.25, 0.5, 0.75, 1];
const COLUMNS = [{ label: 'Caliper' }, { label: 'Time (s)', numeric: true }] as const;

type MModePictureProps = {
  readonly picture: TimeDepth;
  readonly perFrame: PictureHeader['perFrame'];
  readonly look: Look;
  readonly scale: MModeScale;
};

/** Time to the right, depth downwards, and a caliper that reads both. */
export function MModePicture({ picture, perFrame, look, scale }: MModePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { depth, unit, durations, note } = scale;
  const seconds = durations.reduce((sum, ms) => sum + ms, 0) / 1000;
  const [from, setFrom] = useState<Place>({ time: 0, depth: 0 });
  const [to, setTo] = useState<Place>({ time: seconds, depth });
  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, perFrame, look, durations);
  }, [picture, perFrame, look, durations]);
  const placeOf = ({ clientX, clientY, currentTarget }: PointerEvent): Place => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const share = (part: number) => Math.min(1, Math.max(0, part));
    return {
      time: seconds * share((clientX - left) / width),
      depth: depth * share((clientY - top) / height),
    };
  };
  const row = (name: string, time: number, length: number) => ({
    key: name,
    cells: [name, time.toFixed(3), length.toFixed(1)],
  });
  const end = { time: seconds, depth };
  return (
    <>
      <div className={classes.frame}>
        <span className={classes.depths}>
          {SHARES.map((share) => (
            <span key={share}>{`${(depth * share).toFixed(1)} ${unit}`}</span>
          ))}
        </span>
        <div
          className={classes.stage}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setFrom(placeOf(event));
            setTo(placeOf(event));
          }}
          onPointerMove={(event) => {
            if (event.buttons === 1) setTo(placeOf(event));
          }}
        >
          <canvas ref={canvas} className={classes.picture} data-testid="m-mode" aria-hidden />
          <svg className={classes.layer} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
            <polyline points={[from, to].map((place) => pointText(place, end)).join(' ')} />
          </svg>
        </div>
        <span className={classes.times}>
          {SHARES.map((share) => (
            <span key={share}>{`${(seconds * share).toFixed(2)} s`}</span>
          ))}
        </span>
      </div>
      <p className={classes.note}>{`${note} One column for each frame, the pixels nearest to the line.`}</p>
      <CaliperControls name="From" place={from} end={end} unit={unit} onPlace={setFrom} />
      <CaliperControls name="To" place={to} end={end} unit={unit} onPlace={setTo} />
      <ScrollTable
        title="Caliper in the M-mode"
        columns={[...COLUMNS, { label: `Depth (${unit})`, numeric: true }]}
        rows={[
          row('From', from.time, from.depth),
          row('To', to.time, to.depth),
          row('Between', Math.abs(to.time - from.time), Math.abs(to.depth - from.depth)),
        ]}
      />
    </>
  );
}

const pointText = (place: Place, end: Place): string =>
  `${(100 * place.time) / end.time},${(100 * place.depth) / end.depth}`;

type Run = { readonly x0: number; readonly x1: number; readonly scale: GreyScale };

/** Neighbouring columns whose frames have one grey scale are drawn together. */
function runsOf(perFrame: PictureHeader['perFrame']): readonly Run[] {
  const runs: Run[] = [];
  for (const [x, { greyScale: scale }] of perFrame.entries()) {
    const last = runs.at(-1);
    if (last?.scale === scale) runs[runs.length - 1] = { ...last, x1: x + 1 };
    else runs.push({ x0: x, x1: x + 1, scale });
  }
  return runs;
}

/** Each column as wide as its frame stands long, in a canvas four pixels a frame wide. */
function draw(
  canvas: HTMLCanvasElement,
  { width, height, frame }: TimeDepth,
  perFrame: PictureHeader['perFrame'],
  look: Look,
  durations: readonly number[],
): void {
  const data = frame.kind === 'grey' ? frame.codes : frame.rgb;
  const columns = new OffscreenCanvas(width, height);
  for (const { x0, x1, scale } of runsOf(perFrame)) {
    const words = new Uint32Array((x1 - x0) * height);
    fillWords(words, { frame, scale }, { width, height, data }, { x0, y0: 0, x1, y1: height }, look);
    const part = new ImageData(new Uint8ClampedArray(words.buffer), x1 - x0, height);
    columns.getContext('2d')?.putImageData(part, x0, 0);
  }
  canvas.width = 4 * width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingEnabled = false;
  const total = durations.reduce((sum, ms) => sum + ms, 0);
  let at = 0;
  for (const [x, ms] of durations.entries()) {
    const wide = (canvas.width * ms) / total;
    context.drawImage(columns, x, 0, 1, height, at, 0, wide, height);
    at += wide;
  }
}
