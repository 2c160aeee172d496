import type { Sex } from '#lib/clinical/sex.ts';
import { clamp } from '../../arithmetic.ts';
import { type Knots, smoothCurve } from '../curve.ts';
import { millimetres, pixel } from '../plane.ts';
import { addTube, type TubePoint } from '../tube.ts';
import type { Projection } from './findings.ts';
import type { Thorax } from './thorax.ts';

export type Build = { readonly sex: Sex; readonly heightCm: number; readonly bodyMassIndex: number };

/** Half the width of neck, shoulders and trunk, and depth front to back, by height; mm, at a body mass index of 25. */
const OUTLINE: Knots = [
  [-215, 64],
  [-196, 74],
  [-184, 120],
  [-172, 200],
  [-140, 245],
  [-112, 232],
  [-84, 197],
  [-52, 178],
  [-20, 172],
  [60, 170],
  [215, 172],
];
const THICKNESS: Knots = [
  [-215, 120],
  [-165, 150],
  [-100, 200],
  [0, 225],
  [120, 230],
  [215, 225],
];

/** Windpipe and main bronchi, a little to the patient's right of the midline beside the aortic arch. */
const TRACHEA: readonly TubePoint[] = [
  { x: 0, y: -220, radius: 8.5 },
  { x: -1, y: -150, radius: 8.5 },
  { x: -4, y: -105, radius: 8.2 },
  { x: -3, y: -72, radius: 8.6 },
];
const BRONCHI: readonly (readonly TubePoint[])[] = [
  [
    { x: -3, y: -74, radius: 6.6 },
    { x: -17, y: -54, radius: 6.2 },
    { x: -34, y: -36, radius: 5.4 },
  ],
  [
    { x: -2, y: -74, radius: 6 },
    { x: 16, y: -56, radius: 5.4 },
    { x: 42, y: -36, radius: 4.8 },
  ],
];
/** Air in the upright stomach: mm from the midline, half-width, height of the air, and below the diaphragm. */
const FUNDUS = { x: 74, halfWidth: 29, height: 22, depth: 34, below: 9 } as const;

/** A dome under the left diaphragm with the flat level of what was drunk. */
function addGastricAir({ plane, dome }: Thorax, air: Float32Array): void {
  const { x, halfWidth, height, depth, below } = FUNDUS;
  const level = (dome[Math.round(pixel(plane, x))] ?? 0) + below + height;
  const [left, right] = [pixel(plane, x - halfWidth), pixel(plane, x + halfWidth)].map(Math.round);
  const [top, bottom] = [pixel(plane, level - height), pixel(plane, level)].map(Math.round);
  for (let row = top ?? 0; row <= (bottom ?? 0); row += 1) {
    const v = (level - millimetres(plane, row)) / height;
    for (let column = left ?? 0; column <= (right ?? 0); column += 1) {
      const u = (millimetres(plane, column) - x) / halfWidth;
      const p = row * plane.size + column;
      air[p] = (air[p] ?? 0) + depth * Math.sqrt(Math.max(0, 1 - u * u - v * v));
    }
  }
}

/** Millimetres of soft tissue in every ray; `air` (mm of air in the lungs) is taken away from the trunk. */
export function drawTorso(
  thorax: Thorax,
  build: Build,
  projection: Projection,
  air: Float32Array,
): Float32Array {
  const { plane } = thorax;
  const { size } = plane;
  const outline = smoothCurve(OUTLINE);
  const thickness = smoothCurve(THICKNESS);
  const girth = clamp(build.bodyMassIndex / 25, 0.75, 1.7);
  const fat = 8 * (girth - 1);
  const tissue = new Float32Array(size * size);
  for (const tube of [TRACHEA, ...BRONCHI]) addTube({ ...plane, data: air }, tube, 0.75);
  if (projection === 'PA') addGastricAir(thorax, air);
  for (let row = 0; row < size; row += 1) {
    const y = millimetres(plane, row);
    const half = outline(y) + 4 * fat;
    const deep = thickness(y) * (0.72 + 0.28 * girth);
    for (let column = 0; column < size; column += 1) {
      const u = millimetres(plane, column) / half;
      if (u * u >= 1) continue;
      const p = row * size + column;
      tissue[p] = Math.max(0, deep * Math.sqrt(Math.sqrt(1 - u * u * u * u)) - (air[p] ?? 0));
    }
  }
  if (build.sex === 'female') drawBreasts(thorax, girth, tissue);
  return tissue;
}

/** Thickness (mm) of a breast at relative distances from its middle: flat above, a crescent below. */
function breastThickness(dx: number, dy: number, deepest: number): number {
  const d = dx * dx + (dy < 0 ? 0.39 : 1) * dy * dy;
  return d < 1 ? deepest * Math.sqrt(1 - d) * (0.75 + 0.25 * dy) : 0;
}

function drawBreasts({ plane }: Thorax, girth: number, tissue: Float32Array): void {
  const radius = 62 + 10 * (girth - 1);
  const deepest = 16 + 34 * (girth - 0.9);
  for (let p = 0; p < tissue.length; p += 1) {
    const row = Math.floor(p / plane.size);
    const dy = (millimetres(plane, row) - 42) / radius;
    const dx = (Math.abs(millimetres(plane, p - row * plane.size)) - 84) / radius;
    tissue[p] = (tissue[p] ?? 0) + breastThickness(dx, dy, deepest);
  }
}
