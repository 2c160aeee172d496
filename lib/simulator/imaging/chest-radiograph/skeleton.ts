import { cos, sin } from '../../arithmetic.ts';
import type { Stream } from '../../stream.ts';
import { createPlane, millimetres, type Plane, pixel } from '../plane.ts';
import { addTube, cortical, type TubePoint } from '../tube.ts';
import type { Projection } from './findings.ts';
import type { Side, Thorax } from './thorax.ts';

const mirrored = (points: readonly TubePoint[], side: Side): TubePoint[] =>
  points.map((point) => ({ ...point, x: point.x * side }));

/** Height of the head of rib `n` (1 … 11) at the spine and how far its arch falls to the flank, mm. */
const ribHead = (n: number): number => -176 + 27 * (n - 1) - 0.35 * (n - 1) * (n - 1);
const ribFall = (n: number, flat: number): number => (26 + 5.6 * n) * (1 - 0.35 * flat);

function posteriorRib(thorax: Thorax, n: number, flat: number): TubePoint[] {
  const { plane, wall } = thorax;
  const head = ribHead(n);
  const fall = ribFall(n, flat);
  const flankRow = Math.round(pixel(plane, Math.min(150, head + fall)));
  const flank = (wall[flankRow] ?? 140) + 3;
  return Array.from({ length: 19 }, (_, i) => {
    const angle = (i / 18) * (Math.PI / 2);
    return {
      x: 22 + (flank - 22) * sin(angle),
      y: head - 5 * sin(2 * angle) + fall * (1 - cos(angle)),
      radius: (n === 1 ? 5.4 : 6.4) - 0.7 * sin(angle),
    };
  });
}

function anteriorRib(thorax: Thorax, n: number, flat: number): TubePoint[] {
  const start = posteriorRib(thorax, n, flat).at(-1) ?? { x: 140, y: 0, radius: 6 };
  const end = { x: n === 1 ? 30 : 66 + 5 * n, y: start.y + (n === 1 ? 12 : 30 + 4.5 * n) * (1 - 0.2 * flat) };
  return Array.from({ length: 14 }, (_, i) => {
    const angle = (i / 13) * (Math.PI / 2);
    return {
      x: end.x + (start.x - end.x) * cos(angle),
      y: start.y + (end.y - start.y) * (0.55 * sin(angle) + 0.45 * (i / 13)),
      radius: 5.6 + 1.6 * (i / 13),
    };
  });
}

/** Distance from one vertebra to the next: it grows downwards, mm. */
const vertebraSpacing = (y: number): number => 22 + 0.012 * (y + 215);

/** Vertebral bodies between darker discs, their end-plates dense. */
function drawVertebrae(plane: Plane): void {
  const { data, size } = plane;
  for (let row = 0; row < size; row += 1) {
    const y = millimetres(plane, row);
    const along = (y + 230) / vertebraSpacing(y);
    const level = along - Math.floor(along);
    const endplate = level < 0.07 || (level > 0.76 && level < 0.83);
    const bone = (level < 0.83 ? 9 : 5.4) * (endplate ? 1.25 : 1);
    const half = 17.5 + 0.012 * (y + 215) - 2.4 * sin(Math.PI * Math.min(1, level / 0.83));
    const reach = Math.floor(half / plane.mmPerPixel);
    for (let column = size / 2 - reach; column < size / 2 + reach; column += 1) {
      const v = Math.min(1, Math.abs(millimetres(plane, column)) / half);
      const p = row * size + column;
      data[p] = (data[p] ?? 0) + bone * (1 - v * v * v);
    }
  }
}

/** Pedicles seen end-on as rings, transverse and spinous processes. */
function drawVertebralArch(plane: Plane, y: number): void {
  for (const side of [-1, 1] as Side[]) {
    const ring = Array.from({ length: 9 }, (_, i) => ({
      x: side * 10.5 + 2.6 * cos((i / 4) * Math.PI),
      y: y + 1 + 4.4 * sin((i / 4) * Math.PI),
      radius: 1.3,
    }));
    addTube(plane, ring, 1.7);
    const transverse = [
      { x: side * 15, y, radius: 4.2 },
      { x: side * 27, y: y - 3, radius: 3 },
    ];
    addTube(plane, transverse, 0.55, cortical);
  }
  const spinous = [
    { x: 0, y: y + 8, radius: 2.6 },
    { x: 0.6, y: y + 17, radius: 3 },
  ];
  addTube(plane, spinous, 1.5, cortical);
}

function drawSpine(plane: Plane): void {
  drawVertebrae(plane);
  for (let y = -205; y < 210; y += vertebraSpacing(y)) drawVertebralArch(plane, y);
}

/** Collar bones and shoulder blades: turned off the lungs when upright, over them in bed. */
function drawShoulders(plane: Plane, projection: Projection, lift: number): void {
  const inwards = projection === 'AP' ? 26 : 0;
  const clavicle: TubePoint[] = [
    { x: 15, y: -124 - lift, radius: 9 },
    { x: 36, y: -130 - lift, radius: 6.6 },
    { x: 72, y: -143 - lift, radius: 5.6 },
    { x: 108, y: -156 - lift, radius: 5.8 },
    { x: 138, y: -164 - lift, radius: 7 },
    { x: 165, y: -162 - lift, radius: 8 },
  ];
  const blade: TubePoint[] = [
    { x: 122 - inwards, y: -158, radius: 3.2 },
    { x: 128 - inwards, y: -110, radius: 2.4 },
    { x: 146 - inwards, y: -62, radius: 2.6 },
    { x: 158 - inwards, y: -32, radius: 3.4 },
    { x: 166 - inwards, y: -70, radius: 5.2 },
    { x: 178 - inwards, y: -120, radius: 5.4 },
    { x: 186, y: -142, radius: 6.5 },
  ];
  const spine: TubePoint[] = [
    { x: 130 - inwards, y: -136, radius: 3 },
    { x: 165, y: -158, radius: 5.5 },
    { x: 188, y: -172, radius: 7 },
  ];
  const sheet: TubePoint[] = [
    { x: 140 - inwards, y: -140, radius: 24 },
    { x: 150 - inwards, y: -100, radius: 20 },
    { x: 158 - inwards, y: -54, radius: 9 },
  ];
  const humerus: TubePoint[] = [
    { x: 206, y: -152, radius: 23 },
    { x: 216, y: -136, radius: 19 },
    { x: 224, y: -118, radius: 14 },
  ];
  for (const side of [-1, 1] as Side[]) {
    addTube(plane, mirrored(clavicle, side), 0.95, cortical);
    addTube(plane, mirrored(blade, side), 0.7, cortical);
    addTube(plane, mirrored(spine, side), 0.55, cortical);
    addTube(plane, mirrored(sheet, side), 0.09);
    addTube(plane, mirrored(humerus, side), 0.75, cortical);
  }
}

/** Millimetres of bone in every ray; overinflation makes the ribs more horizontal. */
export function drawSkeleton(
  thorax: Thorax,
  projection: Projection,
  hyperinflation: number,
  stream: Stream,
): Float32Array {
  const plane = createPlane(thorax.plane.size, thorax.plane.mmPerPixel);
  drawSpine(plane);
  for (const side of [-1, 1] as Side[]) {
    for (let n = 1; n <= 11; n += 1) {
      const strength = 0.58 + 0.04 * stream.normal();
      addTube(plane, mirrored(posteriorRib(thorax, n, hyperinflation), side), strength, cortical);
      if (n <= 8)
        addTube(plane, mirrored(anteriorRib(thorax, n, hyperinflation), side), strength * 0.55, cortical);
    }
  }
  drawShoulders(plane, projection, projection === 'AP' ? 16 : 0);
  return plane.data;
}
