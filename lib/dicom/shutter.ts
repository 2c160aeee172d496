import { groupOf } from './functional-groups.ts';
import type { Notes } from './notes.ts';
import { decimalsInPlace, stringsOf, wordOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { type Keyword, TAGS } from './tags.ts';

/** What a shutter leaves open, in pixel edges of the picture: its first pixel reaches from 0 to 1 (PS3.3 C.7.6.11). */
export type Aperture =
  | {
      readonly kind: 'rectangle';
      readonly x0: number;
      readonly y0: number;
      readonly x1: number;
      readonly y1: number;
    }
  /** `radius` counts pixels along a row. */
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly kind: 'polygon'; readonly points: readonly (readonly [x: number, y: number])[] };

export type Shutter = {
  /** A pixel is shown when all of them leave it open. */
  readonly apertures: readonly Aperture[];
  /** Overlay group whose marked pixels are covered (C.7.6.15); `null` when there is none. */
  readonly group: number | null;
  /** 0 … 255: what covers the rest. */
  readonly grey: number;
};

/** The shutter of frame `index`, or `null`. One that cannot be is noted and not applied. */
export function readShutter(set: DataSet, index: number, notes: Notes): Shutter | null {
  const place = groupOf(set, TAGS.FrameDisplayShutterSequence, index);
  const shapes = stringsOf(place, TAGS.ShutterShape).filter((shape) => shape !== '');
  if (shapes.length === 0) return null;
  const apertures = shapes.flatMap((shape) => {
    const aperture = APERTURES[shape]?.(place);
    if (!aperture && shape !== 'BITMAP')
      notes.add(
        'ShutterShape',
        `A shutter of the picture (${shape.slice(0, 16)}) is not applied: it makes no sense.`,
      );
    return aperture ?? [];
  });
  const group = shapes.includes('BITMAP') ? (wordOf(place, TAGS.ShutterOverlayGroup) ?? null) : null;
  if (apertures.length === 0 && group === null) return null;
  return { apertures, group, grey: (wordOf(place, TAGS.ShutterPresentationValue) ?? 0) / 257 };
}

const APERTURES: Readonly<Record<string, (set: DataSet) => Aperture | null>> = {
  RECTANGULAR: rectangleOf,
  CIRCULAR: circleOf,
  POLYGONAL: polygonOf,
};

/** Edges are rows and columns counted from 1, and are themselves shown. */
function rectangleOf(set: DataSet): Aperture | null {
  const edge = (keyword: Keyword) => decimalsInPlace(set, TAGS[keyword])[0];
  const [left, right] = [edge('ShutterLeftVerticalEdge'), edge('ShutterRightVerticalEdge')];
  const [upper, lower] = [edge('ShutterUpperHorizontalEdge'), edge('ShutterLowerHorizontalEdge')];
  if (left === undefined || right === undefined || upper === undefined || lower === undefined) return null;
  return right > left && lower > upper
    ? { kind: 'rectangle', x0: left - 1, y0: upper - 1, x1: right, y1: lower }
    : null;
}

function circleOf(set: DataSet): Aperture | null {
  const [row, column] = decimalsInPlace(set, TAGS.CenterOfCircularShutter);
  const radius = decimalsInPlace(set, TAGS.RadiusOfCircularShutter)[0] ?? 0;
  if (row === undefined || column === undefined || radius <= 0) return null;
  return { kind: 'circle', x: column - 0.5, y: row - 0.5, radius };
}

function polygonOf(set: DataSet): Aperture | null {
  const values = decimalsInPlace(set, TAGS.VerticesOfThePolygonalShutter);
  const points = Array.from({ length: values.length >> 1 }, (_, i) => {
    const [row, column] = [values[2 * i], values[2 * i + 1]];
    return row === undefined || column === undefined ? null : ([column - 0.5, row - 0.5] as const);
  });
  const known = points.filter((point) => point !== null);
  return known.length >= 3 && 2 * known.length === values.length ? { kind: 'polygon', points: known } : null;
}

/** Whether a place, in pixel edges, is seen through all apertures. `aspect` is the height of a pixel over its width. */
export const isOpen = ({ apertures }: Shutter, x: number, y: number, aspect: number): boolean =>
  apertures.every((aperture) => {
    if (aperture.kind === 'rectangle')
      return x >= aperture.x0 && x <= aperture.x1 && y >= aperture.y0 && y <= aperture.y1;
    if (aperture.kind === 'circle')
      return Math.hypot(x - aperture.x, (y - aperture.y) * aspect) <= aperture.radius;
    return isInside(aperture.points, x, y);
  });

/** Even-odd rule. */
function isInside(points: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  points.forEach(([x1, y1], i) => {
    const [x0, y0] = points.at(i - 1) ?? [x1, y1];
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
  });
  return inside;
}
