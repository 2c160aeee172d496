import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { squareOf } from '#lib/dicom/picture-square.ts';
import type { Point } from '#lib/dicom/scale.ts';
import { type MapSurface, peakOf, ringsAbove, surfaceOf } from '#lib/fusion/map-shape.ts';
import { effectText } from '#lib/fusion/map-text.ts';
import type { PictureScreen } from './cornerstone.ts';
import classes from './map.module.css';
import { mapPixels } from './map-picture.ts';
import { squareToScreen, squareTransform } from './map-placement.ts';
import { type ShownMap, shownMap } from './shown-map.ts';
import type { Viewer } from './viewer.ts';

/** Samples on one side of the drawn map. */
const SAMPLES = 96;
/** An outline runs where a map has this share of its strongest place. */
const OUTLINED = 0.5;

type LayerProps = {
  readonly viewer: Viewer;
  readonly header: PictureHeader;
  readonly screen: PictureScreen;
  /** SOP Instance UID of the picture on the stage. */
  readonly instance: string;
};

/** Where a finding was read, over its own picture and over no other. The legend below tells the same in numbers. */
export function MapLayer({ instance, ...stage }: LayerProps) {
  const shown = useStore(shownMap, (now) => (now.shown?.instance === instance ? now.shown : null));
  return shown ? <PlacedMap shown={shown} {...stage} /> : null;
}

function PlacedMap({
  shown,
  viewer,
  header,
  screen,
}: Omit<LayerProps, 'instance'> & { readonly shown: ShownMap }) {
  // Placed anew with each drawing of the picture.
  useStore(viewer.store, ({ drawn }) => drawn);
  const { effects, side } = shown.map;
  const surface = useMemo(() => surfaceOf(effects, side, SAMPLES), [effects, side]);
  const square = useMemo(() => squareOf(header, SAMPLES), [header]);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(mapPixels(surface), SAMPLES), 0, 0);
  }, [surface]);
  const layer = useRef<HTMLDivElement>(null);
  // The picture may be far from the control that asked for its map.
  useEffect(() => {
    if (shown) layer.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const place = squareToScreen(square, screen.toScreen);
  return (
    <div ref={layer} className={classes.layer} data-testid="finding-map" aria-hidden>
      <canvas
        ref={canvas}
        className={classes.picture}
        width={SAMPLES}
        height={SAMPLES}
        style={{
          transform: squareTransform(square, screen.toScreen),
          clipPath: `inset(${square.top}px ${square.left}px)`,
        }}
      />
      <svg className={classes.lines} aria-hidden>
        <Outline surface={surface} sign={1} place={place} shown={shown} />
        <Outline surface={surface} sign={-1} place={place} shown={shown} />
      </svg>
    </div>
  );
}

type OutlineProps = {
  readonly surface: MapSurface;
  readonly sign: 1 | -1;
  readonly place: (spot: Point) => Point;
  readonly shown: ShownMap;
};

/** Round what raises, or lowers, the finding most, with the effect of the strongest cell in it. */
function Outline({ surface, sign, place, shown: { finding, map } }: OutlineProps) {
  const rings = useMemo(() => ringsAbove(signed(surface, sign), OUTLINED * surface.peak), [surface, sign]);
  const strongest = peakOf(map, sign, SAMPLES);
  if (rings.length === 0 || !strongest) return null;
  const line = rings
    .map(
      (ring) =>
        `M${ring
          .map(place)
          .map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
          .join('L')}Z`,
    )
    .join('');
  const label = place(strongest.spot);
  const direction = sign > 0 ? 'raises' : 'lowers';
  return (
    <g data-direction={direction}>
      <path className={classes.halo} d={line} />
      <path className={classes.outline} d={line} data-direction={direction} />
      <text className={classes.effect} x={label.x} y={label.y} textAnchor="middle" dominantBaseline="central">
        {effectText(finding, strongest.effect)}
      </text>
    </g>
  );
}

const signed = ({ size, values }: MapSurface, sign: 1 | -1) => ({
  size,
  values: sign > 0 ? values : values.map((value) => -value),
});
