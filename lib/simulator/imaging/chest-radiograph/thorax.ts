import { type Knots, smoothCurve } from '../curve.ts';
import { createPlane, millimetres, type Plane } from '../plane.ts';
import type { ChestFindings, Projection } from './findings.ts';

/** Pixels along each edge of the picture. */
export const SIZE = 512;
/** Spacing on a 430 mm detector, mm. */
export const DETECTOR_SPACING = 430 / SIZE;

/** +1 the viewer's right, which is the patient's left; −1 the patient's right. */
export type Side = 1 | -1;

/** Borders of a chest, tabulated per pixel row or column of an upright plane; mm from the midline or from the centre. */
export type Thorax = {
  readonly plane: Plane;
  /** Inner chest wall and medial lung border, distance from the midline, per row. */
  readonly wall: Float32Array;
  readonly medial: Float32Array;
  /** Depth of the lung along the ray, per row. */
  readonly depth: Float32Array;
  /** Height of the diaphragm, per column. */
  readonly dome: Float32Array;
  /** Heart and mediastinum: distances from the midline to the left and right border, and depth, per row. */
  readonly heartLeft: Float32Array;
  readonly heartRight: Float32Array;
  readonly heartDepth: Float32Array;
  /** Inner thoracic width at its widest and heart width at its widest, in this picture, mm. */
  readonly thoracicWidth: number;
  readonly heartWidth: number;
};

const HALF_WIDTH = 146;
const WALL: Knots = [
  [-166, 60],
  [-160, 82],
  [-150, 97],
  [-136, 110],
  [-107, 123],
  [-60, 134],
  [10, 143],
  [75, HALF_WIDTH],
  [105, 145],
  [145, 138],
];
const MEDIAL: Knots = [
  [-166, 60],
  [-158, 40],
  [-146, 29],
  [-120, 21],
  [-90, 18],
  [-30, 17],
  [140, 19],
];
const DEPTH: Knots = [
  [-166, 30],
  [-140, 85],
  [-90, 125],
  [0, 152],
  [80, 160],
  [140, 120],
];
/** A dome by its share of the way from the midline to the wall: mm below its peak. */
const DOME: Knots = [
  [0, 20],
  [0.25, 5],
  [0.48, 0],
  [0.68, 6],
  [0.86, 24],
  [0.96, 44],
  [1, 54],
];

/** The heart lies in front: with the detector behind and the tube near, its shadow grows by about this factor. */
export const PORTABLE_MAGNIFICATION = 1.12;

const leftBorder = (l: number): Knots => [
  [-152, 20],
  [-120, 24],
  [-106, 33],
  [-92, 34],
  [-79, 27],
  [-62, 30 + 0.05 * l],
  [-44, 33 + 0.09 * l],
  [-22, 24 + 0.36 * l],
  [8, 0.8 * l],
  [36, 0.96 * l],
  [56, l],
  [76, 0.985 * l],
  [94, 0.86 * l],
  [108, 0.6 * l],
  [120, 0.3 * l],
];
const rightBorder = (r: number): Knots => [
  [-152, 20],
  [-125, 24],
  [-92, 26],
  [-62, 27],
  [-38, 27 + 0.05 * r],
  [-14, 0.78 * r],
  [14, 0.95 * r],
  [42, r],
  [68, 0.96 * r],
  [90, 0.8 * r],
  [110, 0.5 * r],
];
const HEART_DEPTH: Knots = [
  [-152, 75],
  [-100, 95],
  [-40, 100],
  [0, 118],
  [60, 125],
  [120, 100],
];

function tabulate(plane: Plane, curve: (mm: number) => number): Float32Array {
  return Float32Array.from({ length: plane.size }, (_, i) => curve(millimetres(plane, i)));
}

/** Flat and low when the lungs are overinflated, high in bed, the right a finger above the left. */
function domes(plane: Plane, hyperinflation: number, projection: Projection): Float32Array {
  const shape = smoothCurve(DOME);
  return tabulate(plane, (x) => {
    const peak = (x < 0 ? 84 : 95) + 26 * hyperinflation - (projection === 'AP' ? 22 : 0);
    const fall = shape(Math.min(1, Math.abs(x) / HALF_WIDTH));
    return peak + fall * (1 - 0.72 * hyperinflation);
  });
}

/** Chest of average size; the heart's share of its width follows the ratio exactly, times the magnification. */
export function layOutThorax(findings: ChestFindings, projection: Projection): Thorax {
  const plane = createPlane(SIZE, DETECTOR_SPACING);
  const thoracicWidth = 2 * HALF_WIDTH;
  const magnified = projection === 'AP' ? PORTABLE_MAGNIFICATION : 1;
  const heartWidth = Math.min(findings.cardiothoracicRatio * magnified, 0.85) * thoracicWidth;
  const down = projection === 'AP' ? -14 : 10 * findings.hyperinflation;
  const shifted = (knots: Knots): Knots => knots.map(([y, x]) => [y > -60 ? y + down : y, x] as const);
  return {
    plane,
    wall: tabulate(plane, smoothCurve(WALL)),
    medial: tabulate(plane, smoothCurve(MEDIAL)),
    depth: tabulate(plane, smoothCurve(DEPTH)),
    dome: domes(plane, findings.hyperinflation, projection),
    heartLeft: tabulate(plane, smoothCurve(shifted(leftBorder(0.65 * heartWidth)))),
    heartRight: tabulate(plane, smoothCurve(shifted(rightBorder(0.35 * heartWidth)))),
    heartDepth: tabulate(plane, smoothCurve(HEART_DEPTH)),
    thoracicWidth,
    heartWidth,
  };
}
