import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Bar } from '#components/ui/ProgressBar.tsx';
import { type Outline, placesInPixels, rectangleOf, rowsWithin } from './choose-in-map.ts';
import { drawMap } from './draw-map.ts';
import maps from './maps.module.css';
import type { Grouping } from './member-groups.ts';
import type { Paints } from './read-paints.ts';
import classes from './similar.module.css';
import type { MapState } from './use-map.ts';

export type Pen = 'rectangle' | 'lasso';

type MapPlotProps = {
  readonly title: string;
  /** How many of the cohort are on it. */
  readonly note: string;
  readonly map: MapState;
  readonly grouping: Grouping;
  readonly paints: Paints | null;
  /** Row of the patient; `null`: nobody is asked about. */
  readonly asked: number | null;
  readonly selected: ReadonlySet<number> | null;
  readonly pen: Pen;
  readonly onSelect: (rows: ReadonlySet<number>) => void;
};

/** One map: drawing round points chooses them in all. The table beside the maps chooses by keyboard. */
export function MapPlot({ title, note, map, ...rest }: MapPlotProps) {
  return (
    <figure className={maps.map} aria-label={title}>
      <figcaption>
        <strong>{title}</strong> <span className={classes.count}>{note}</span>
      </figcaption>
      {map.status === 'ready' ? (
        <Points title={title} places={map.values} {...rest} />
      ) : (
        <div className={maps.mapWait}>
          {map.status === 'failed' ? (
            <p role="alert">{map.reason}</p>
          ) : (
            <Bar label={`Drawing the map: ${title}`} value={map.done} max={map.all} />
          )}
        </div>
      )}
    </figure>
  );
}

type PointsProps = Omit<MapPlotProps, 'map' | 'note'> & { readonly places: Float32Array };

function Points({ title, places, grouping, paints, asked, selected, pen, onSelect }: PointsProps) {
  const { ref, width: side } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixels = useMemo(() => placesInPixels(places, side), [places, side]);
  useEffect(() => {
    if (canvas.current && paints && side > 0)
      drawMap(canvas.current, { pixels, side, grouping, paints, asked, selected });
  }, [pixels, side, grouping, paints, asked, selected]);
  const [drawn, setDrawn] = useState<Outline>([]);
  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent): readonly [number, number] => {
    const { left, top } = currentTarget.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const start = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrawn([placeOf(event)]);
  };
  const go = (event: PointerEvent) => {
    const [first] = drawn;
    if (!first) return;
    const here = placeOf(event);
    setDrawn(pen === 'lasso' ? [...drawn, here] : rectangleOf(first, here));
  };
  const end = () => {
    if (drawn.length > 2) onSelect(rowsWithin(drawn, pixels));
    setDrawn([]);
  };
  return (
    <div
      ref={ref}
      className={maps.mapFrame}
      onPointerDown={start}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={() => setDrawn([])}
    >
      <canvas ref={canvas} className={maps.mapCanvas} role="img" aria-label={`Map: ${title}`} />
      {drawn.length > 1 ? (
        <svg className={maps.outline} aria-hidden>
          <polygon points={drawn.map((place) => place.join(',')).join(' ')} />
        </svg>
      ) : null}
    </div>
  );
}
