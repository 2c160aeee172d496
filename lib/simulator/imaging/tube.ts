import { type Plane, pixel } from './plane.ts';

/** A point on the axis of a tube: position and radius in mm. */
export type TubePoint = { readonly x: number; readonly y: number; readonly radius: number };

/** Length of the ray through a tube at the relative distance `v` (0 axis … 1 wall), in units of the radius. */
type CrossSection = (v: number) => number;

/** A full cylinder: the chord of a circle. */
const solid: CrossSection = (v) => 2 * Math.sqrt(1 - v * v);

/** Spongy inside, compact at the rim: a bone's margins are brighter than its middle. */
export const cortical: CrossSection = (v) => Math.sqrt(1 - v * v) * (0.75 + 0.9 * v * v);

const FAR = 9;
const scratch = new Float32Array(512 * 512).fill(FAR);

type Box = { left: number; right: number; top: number; bottom: number };

/** Keeps, for each pixel near one segment, the least distance so far in units of the local radius. */
function measureSegment(plane: Plane, a: TubePoint, b: TubePoint, box: Box): void {
  const { size, mmPerPixel } = plane;
  const [ax, ay, bx, by] = [pixel(plane, a.x), pixel(plane, a.y), pixel(plane, b.x), pixel(plane, b.y)];
  const [ra, rb] = [a.radius / mmPerPixel, b.radius / mmPerPixel];
  const reach = Math.max(ra, rb);
  const left = Math.max(0, Math.floor(Math.min(ax, bx) - reach));
  const right = Math.min(size - 1, Math.ceil(Math.max(ax, bx) + reach));
  const top = Math.max(0, Math.floor(Math.min(ay, by) - reach));
  const bottom = Math.min(size - 1, Math.ceil(Math.max(ay, by) + reach));
  const dx = bx - ax;
  const dy = by - ay;
  const inverse = 1 / Math.max(dx * dx + dy * dy, 1e-9);
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const px = column - ax;
      const py = row - ay;
      const t = Math.min(1, Math.max(0, (px * dx + py * dy) * inverse));
      const ex = px - t * dx;
      const ey = py - t * dy;
      const r = ra + t * (rb - ra);
      const v = (ex * ex + ey * ey) / (r * r);
      const p = row * size + column;
      if (v < (scratch[p] ?? 0)) scratch[p] = v;
    }
  }
  box.left = Math.min(box.left, left);
  box.right = Math.max(box.right, right);
  box.top = Math.min(box.top, top);
  box.bottom = Math.max(box.bottom, bottom);
}

/** Adds the path length (mm × `density`) of rays through a tube along `points`; the plane is at most 512 wide. */
export function addTube(
  plane: Plane,
  points: readonly TubePoint[],
  density: number,
  section: CrossSection = solid,
): void {
  const { size } = plane;
  const box: Box = { left: size, right: -1, top: size, bottom: -1 };
  let thickest = 0;
  for (const [i, b] of points.entries()) {
    const a = points[i - 1];
    if (a) measureSegment(plane, a, b, box);
    thickest = Math.max(thickest, b.radius);
  }
  for (let row = box.top; row <= box.bottom; row += 1)
    addRow(plane.data, row * size + box.left, row * size + box.right, thickest * density, section);
}

/** Adds what was measured from pixel `first` to `last`, and clears it for the next tube. */
function addRow(data: Float32Array, first: number, last: number, scale: number, section: CrossSection): void {
  for (let p = first; p <= last; p += 1) {
    const v = scratch[p] ?? FAR;
    if (v >= FAR) continue;
    if (v < 1) data[p] = (data[p] ?? 0) + scale * section(Math.sqrt(v));
    scratch[p] = FAR;
  }
}
