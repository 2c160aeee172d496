import { cos, sin } from '../../arithmetic.ts';
import type { Stream } from '../../stream.ts';
import { createPlane, type Plane, pixel } from '../plane.ts';
import { addTube, type TubePoint } from '../tube.ts';
import type { ChestFindings } from './findings.ts';
import type { Side, Thorax } from './thorax.ts';

/** A branch to be drawn: where it begins, its heading (radians, 0 to the viewer's right, π/2 down), radius in mm. */
type Branch = { x: number; y: number; heading: number; radius: number; length: number };

const THINNEST = 0.55;

/** Upper vessels widen and lower ones narrow as the wedge pressure rises: Milne E, Br J Radiol 1973;46:1029–1037. */
const calibre = (y: number, oedema: number): number =>
  y < -10 ? 0.74 + 0.34 * oedema : Math.max(0.7, 1 - 0.2 * oedema);

function inLung({ plane, wall, medial, dome }: Thorax, x: number, y: number): boolean {
  const row = Math.round(pixel(plane, y));
  const column = Math.round(pixel(plane, x));
  const distance = Math.abs(x);
  return (
    distance > (medial[row] ?? 0) &&
    distance < (wall[row] ?? 0) - 9 &&
    y < (dome[column] ?? 0) - 2 &&
    y > -158
  );
}

function grow(thorax: Thorax, tissue: Plane, stream: Stream, first: Branch, oedema: number): void {
  const waiting = [first];
  for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
    const points: TubePoint[] = [];
    let { x, y, heading } = branch;
    const steps = 4;
    for (let i = 0; i <= steps; i += 1) {
      const radius = branch.radius * (1 - 0.22 * (i / steps)) * calibre(y, oedema);
      points.push({ x, y, radius });
      heading += stream.normal(0, 0.12);
      x += (cos(heading) * branch.length) / steps;
      y += (sin(heading) * branch.length) / steps;
    }
    addTube(tissue, points, 1.5);
    const next = branch.radius * 0.78;
    if (next < THINNEST || !inLung(thorax, x, y)) continue;
    const spread = 0.26 + 0.22 * stream.uniform();
    const length = branch.length * (0.86 + 0.12 * stream.uniform());
    waiting.push({ x, y, heading: heading + spread, radius: next * 0.97, length });
    waiting.push({ x, y, heading: heading - spread * 0.9, radius: next, length });
  }
}

/** The descending aorta, seen through the heart beside the spine. */
const AORTA: readonly TubePoint[] = [
  { x: 18, y: -95, radius: 13 },
  { x: 19, y: -20, radius: 12 },
  { x: 13, y: 110, radius: 11 },
];

const ROOTS: readonly (readonly [number, number])[] = [
  [-80, 3.1],
  [-52, 2.9],
  [-22, 2.7],
  [8, 3],
  [36, 3.6],
  [62, 4.1],
  [84, 3.8],
];

/** Millimetres of vessel in every ray: arteries and veins as trees from each hilum, the aorta, thickened septa. */
export function drawVessels(thorax: Thorax, findings: ChestFindings, stream: Stream): Float32Array {
  const { oedema } = findings;
  const tissue = createPlane(thorax.plane.size, thorax.plane.mmPerPixel);
  for (const side of [-1, 1] as Side[]) {
    const root = { x: side * 42, y: side < 0 ? -20 : -32 };
    const wide = 7 + 1.5 * oedema;
    const trunk = [
      { ...root, y: root.y - 16, radius: wide * 0.7 },
      { x: root.x + side * 6, y: root.y, radius: wide },
      { x: root.x + side * 13, y: root.y + 24, radius: wide },
      { x: root.x + side * 20, y: root.y + 46, radius: wide * 0.5 },
    ];
    addTube(tissue, trunk, 0.9);
    for (const [degrees, radius] of ROOTS) {
      const angle = (degrees / 180) * Math.PI + stream.normal(0, 0.1);
      const heading = side > 0 ? angle : Math.PI - angle;
      const start = { x: root.x + side * 5, y: root.y + 0.35 * degrees * 0.6 };
      grow(thorax, tissue, stream, { ...start, heading, radius, length: 25 }, oedema);
    }
  }
  addTube(tissue, AORTA, 1.1);
  drawSeptalLines(thorax, tissue, oedema, stream);
  return tissue.data;
}

/** Kerley B lines: short, horizontal, at right angles to the pleura at the bases. */
function drawSeptalLines(thorax: Thorax, tissue: Plane, oedema: number, stream: Stream): void {
  const { plane, wall } = thorax;
  const lines = Math.round(22 * Math.max(0, oedema - 0.25));
  for (let i = 0; i < lines; i += 1) {
    const side = stream.chance(0.5) ? 1 : -1;
    const y = 35 + 65 * stream.uniform();
    const from = (wall[Math.round(pixel(plane, y))] ?? 0) - 5;
    const length = 10 + 10 * stream.uniform();
    const drop = stream.normal(0, 1);
    const points = [
      { x: side * from, y, radius: 0.9 },
      { x: side * (from - length), y: y + drop, radius: 0.9 },
    ];
    addTube(tissue, points, 5);
  }
}
