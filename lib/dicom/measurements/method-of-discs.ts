import type { Point, Spacing } from '../scale.ts';

/** One disc of the ventricle, in pixel coordinates: its diameter across the long axis. */
type Disc = { readonly from: Point; readonly to: Point };

export type Volume = {
  /** Millilitres. */
  readonly volume: number;
  /** From the middle of the mitral ring to the apex, in mm. */
  readonly length: number;
  readonly apex: Point;
  readonly base: Point;
  readonly discs: readonly Disc[];
};

const DISCS = 20;

/**
 * Volume of the left ventricle from one apical trace by the modified Simpson rule (Lang et al., JASE 2015;28:1-39):
 * V = π/4 · Σ dᵢ² · L/20. The trace runs along the endocardium from one end of the mitral ring to the other, in pixels;
 * the straight line between its ends closes it. The apex is its point farthest from the middle of the ring.
 * Null when the trace has fewer than five points or no length.
 */
export function discVolume(trace: readonly Point[], spacing: Spacing): Volume | null {
  if (trace.length < 5) return null;
  const points = trace.map(({ x, y }) => ({ x: x * spacing.x, y: y * spacing.y }));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const base = { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
  const apex = farthest(points, base);
  const length = Math.hypot(apex.x - base.x, apex.y - base.y);
  if (length === 0) return null;
  const axis = { x: (apex.x - base.x) / length, y: (apex.y - base.y) / length };
  const discs = Array.from({ length: DISCS }, (_, i) =>
    chord(points, base, axis, ((i + 0.5) * length) / DISCS),
  );
  const sum = discs.reduce((total, [near, far]) => total + (far - near) ** 2, 0);
  const toPixel = (along: number, across: number): Point => ({
    x: (base.x + along * axis.x - across * axis.y) / spacing.x,
    y: (base.y + along * axis.y + across * axis.x) / spacing.y,
  });
  return {
    volume: (Math.PI / 4) * sum * (length / DISCS) * 0.001,
    length,
    apex: toPixel(length, 0),
    base: toPixel(0, 0),
    discs: discs.map(([near, far], i) => {
      const along = ((i + 0.5) * length) / DISCS;
      return { from: toPixel(along, near), to: toPixel(along, far) };
    }),
  };
}

function farthest(points: readonly Point[], from: Point): Point {
  const distance = (point: Point) => Math.hypot(point.x - from.x, point.y - from.y);
  return points.reduce((best, point) => (distance(point) > distance(best) ? point : best), from);
}

/** Outermost crossings of the closed trace with the perpendicular of the axis at `along`, as distances from the axis. */
function chord(
  points: readonly Point[],
  base: Point,
  axis: Point,
  along: number,
): readonly [near: number, far: number] {
  let near = Number.POSITIVE_INFINITY;
  let far = Number.NEGATIVE_INFINITY;
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length] ?? point;
    const [u, v] = [point, next].map((p) => (p.x - base.x) * axis.x + (p.y - base.y) * axis.y);
    if (u === undefined || v === undefined || u === v || (u - along) * (v - along) > 0) return;
    const share = (along - u) / (v - u);
    const x = point.x + share * (next.x - point.x) - base.x;
    const y = point.y + share * (next.y - point.y) - base.y;
    const across = y * axis.x - x * axis.y;
    near = Math.min(near, across);
    far = Math.max(far, across);
  });
  return far >= near ? [near, far] : [0, 0];
}

/** Percent of the end-diastolic volume that a beat ejects; null when the volumes cannot be those of one beat. */
export const ejectionFraction = (endDiastolic: number, endSystolic: number): number | null =>
  endDiastolic > 0 && endSystolic >= 0 && endSystolic <= endDiastolic
    ? (100 * (endDiastolic - endSystolic)) / endDiastolic
    : null;
