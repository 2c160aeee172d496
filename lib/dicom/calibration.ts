import { pixelMeasuresOf } from './grey-scale.ts';
import { decimalOf, decimalsOf, doubleOf, itemsOf, longOf, wordOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/** Millimetres per pixel, and where that comes from. */
export type Spacing = {
  readonly x: number;
  readonly y: number;
  /** `detector`: at the detector, so that what lies nearer to the tube is smaller than it measures. */
  readonly basis: 'patient' | 'detector' | 'ultrasound';
};

/** A part of an ultrasound screen with a scale of its own (PS3.3 C.8.5.5), pixel bounds inclusive. */
export type Region = {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly spacing: Spacing | null;
};

export type Calibration = { readonly spacing: Spacing | null; readonly regions: readonly Region[] };

const CENTIMETRES = 3;
const TWO_DIMENSIONAL = 1;

/** Scales as the file states them; `spacing` null: lengths can be told in pixels alone. */
export function readCalibration(set: DataSet): Calibration {
  return {
    spacing: readSpacing(set),
    regions: itemsOf(set, TAGS.SequenceOfUltrasoundRegions).flatMap(readRegion),
  };
}

function pair(values: readonly number[]): readonly [row: number, column: number] | null {
  const [row = 0, column = row] = values;
  return row > 0 && column > 0 ? [row, column] : null;
}

function readSpacing(set: DataSet): Spacing | null {
  const detector = pair(decimalsOf(set, TAGS.ImagerPixelSpacing));
  const patient = pair(decimalsOf(pixelMeasuresOf(set), TAGS.PixelSpacing));
  // Equal values mean that nobody calibrated (PS3.3 10.7.1.3): then both are at the detector.
  if (patient && (!detector || patient[0] !== detector[0] || patient[1] !== detector[1]))
    return { x: patient[1], y: patient[0], basis: 'patient' };
  if (!detector) return null;
  const magnification = decimalOf(set, TAGS.EstimatedRadiographicMagnificationFactor) ?? 0;
  if (magnification >= 1)
    return { x: detector[1] / magnification, y: detector[0] / magnification, basis: 'patient' };
  return { x: detector[1], y: detector[0], basis: 'detector' };
}

function readRegion(item: DataSet): Region[] {
  const [x0, y0, x1, y1] = [
    TAGS.RegionLocationMinX0,
    TAGS.RegionLocationMinY0,
    TAGS.RegionLocationMaxX1,
    TAGS.RegionLocationMaxY1,
  ].map((tag) => longOf(item, tag));
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return [];
  return x1 > x0 && y1 > y0 ? [{ x0, y0, x1, y1, spacing: regionSpacing(item) }] : [];
}

/** Only two-dimensional tissue has lengths in both directions; time and velocity have not. */
function regionSpacing(item: DataSet): Spacing | null {
  const x = Math.abs(doubleOf(item, TAGS.PhysicalDeltaX) ?? 0);
  const y = Math.abs(doubleOf(item, TAGS.PhysicalDeltaY) ?? 0);
  const isLength =
    wordOf(item, TAGS.RegionSpatialFormat) === TWO_DIMENSIONAL &&
    wordOf(item, TAGS.PhysicalUnitsXDirection) === CENTIMETRES &&
    wordOf(item, TAGS.PhysicalUnitsYDirection) === CENTIMETRES;
  return isLength && x > 0 && y > 0 ? { x: x * 10, y: y * 10, basis: 'ultrasound' } : null;
}

export type Point = { readonly x: number; readonly y: number };

/** The scale that holds for all of the points; null when none does, or when they lie in different ones. */
export function spacingAt({ spacing, regions }: Calibration, points: readonly Point[]): Spacing | null {
  if (regions.length === 0) return spacing;
  const region = regions.find(
    ({ x0, y0, x1, y1, spacing: own }) =>
      own && points.every(({ x, y }) => x >= x0 && x <= x1 && y >= y0 && y <= y1),
  );
  return region?.spacing ?? null;
}
