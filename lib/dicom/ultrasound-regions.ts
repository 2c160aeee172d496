import { doubleOf, longOf, wordOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import type { Point, Scale, Spacing } from './scale.ts';
import { TAGS } from './tags.ts';

/** A part of an ultrasound screen with a scale of its own (PS3.3 C.8.5.5), pixel bounds inclusive. */
export type Region = {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** It lies over regions that have not the flag (C.8.5.5.1.3, bit 0). */
  readonly high: boolean;
  readonly spacing: Spacing | null;
  /** Why it has no scale in millimetres; empty when it has one. */
  readonly reason: string;
};

const HIGH_PRIORITY = 1;
const CENTIMETRES = 3;
const TWO_DIMENSIONAL = 1;

/** One item of Sequence of Ultrasound Regions; `null` when it has no bounds. */
export function readRegion(item: DataSet): Region | null {
  const [x0, y0, x1, y1] = [
    TAGS.RegionLocationMinX0,
    TAGS.RegionLocationMinY0,
    TAGS.RegionLocationMaxX1,
    TAGS.RegionLocationMaxY1,
  ].map((tag) => longOf(item, tag));
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return null;
  if (x1 < x0 || y1 < y0) return null;
  const high = ((longOf(item, TAGS.RegionFlags) ?? 0) & HIGH_PRIORITY) === HIGH_PRIORITY;
  return { x0, y0, x1, y1, high, ...scaleOf(item) };
}

/** Units of C.8.5.5.1.15, as the end of "its … axis is in". */
const UNITS: Readonly<Record<number, string>> = {
  0: 'no unit',
  1: 'per cent',
  2: 'dB',
  3: 'cm',
  4: 'seconds',
  5: 'hertz',
  6: 'dB per second',
  7: 'cm per second',
  8: 'cm²',
  9: 'cm² per second',
  10: 'cm³',
  11: 'cm³ per second',
  12: 'degrees',
};

const FORMATS: Readonly<Record<number, string>> = {
  0: 'a picture of no stated kind',
  2: 'an M-mode',
  3: 'a spectrum',
  4: 'a wave form',
  5: 'graphics',
};

/** Only two-dimensional tissue has lengths in both directions; time and velocity have not. */
function scaleOf(item: DataSet): Pick<Region, 'spacing' | 'reason'> {
  const [x, y] = [TAGS.PhysicalDeltaX, TAGS.PhysicalDeltaY].map((tag) => Math.abs(doubleOf(item, tag) ?? 0));
  const [across, down] = [TAGS.PhysicalUnitsXDirection, TAGS.PhysicalUnitsYDirection].map(
    (tag) => wordOf(item, tag) ?? 0,
  );
  const format = wordOf(item, TAGS.RegionSpatialFormat) ?? 0;
  const no = (reason: string) => ({ spacing: null, reason });
  if (across !== CENTIMETRES || down !== CENTIMETRES)
    return no(`the axes of this part are in ${unitName(across)} across and ${unitName(down)} down`);
  if (format !== TWO_DIMENSIONAL) return no(`this part is ${FORMATS[format] ?? 'of an unknown kind'}`);
  if (!x || !y || !Number.isFinite(x + y)) return no('this part states no size of its pixels');
  return { spacing: { x: x * 10, y: y * 10, basis: 'ultrasound' }, reason: '' };
}

const unitName = (code = 0): string => UNITS[code] ?? 'an unknown unit';

const holds = ({ x0, y0, x1, y1 }: Region, { x, y }: Point): boolean =>
  x >= x0 - 0.5 && x <= x1 + 0.5 && y >= y0 - 0.5 && y <= y1 + 0.5;

/** The regions that a point belongs to: those of high priority where there are any. */
function governing(regions: readonly Region[], point: Point): readonly Region[] {
  const here = regions.filter((region) => holds(region, point));
  const above = here.filter(({ high }) => high);
  return above.length > 0 ? above : here;
}

const alike = (a: Region, b: Region): boolean =>
  a.spacing?.x === b.spacing?.x && a.spacing?.y === b.spacing?.y && a.reason === b.reason;

/** The scale of the one region that all points belong to; where regions of one priority overlap, only if they agree. */
export function regionScale(regions: readonly Region[], points: readonly Point[]): Scale {
  const no = (reason: string): Scale => ({ spacing: null, reason });
  const places = points.map((point) => governing(regions, point));
  if (places.some((here) => here.length === 0))
    return no('not all of it lies in a part of the picture that has a scale');
  const common = places.reduce((left, here) => left.filter((region) => here.includes(region)));
  const [first] = common;
  if (!first) return no('it reaches from one part of the picture into another');
  const overlapping = new Set(places.flat());
  if ([...overlapping].some((region) => !alike(region, first)))
    return no('parts of the picture with different scales overlap here');
  return first.spacing ? { spacing: first.spacing } : no(first.reason);
}
