import type { Point, Spacing } from '../scale.ts';

/** A length with its unit: millimetres where the picture has a scale, else pixels. */
type Length = {
  readonly value: number;
  readonly unit: 'mm' | 'px';
  readonly basis: Spacing['basis'] | null;
};

const scaled = ({ x, y }: Point, spacing: Spacing | null): Point =>
  spacing ? { x: x * spacing.x, y: y * spacing.y } : { x, y };

/** Distance of two points in pixel coordinates. */
export function lengthOf(from: Point, to: Point, spacing: Spacing | null): Length {
  const [a, b] = [scaled(from, spacing), scaled(to, spacing)];
  const value = Math.hypot(b.x - a.x, b.y - a.y);
  return { value, unit: spacing ? 'mm' : 'px', basis: spacing?.basis ?? null };
}

/** Angle at `corner`, 0 … 180 degrees. Needs the true aspect of a pixel, which `spacing` gives; square when null. */
export function angleOf(one: Point, corner: Point, other: Point, spacing: Spacing | null): number {
  const [a, c, b] = [scaled(one, spacing), scaled(corner, spacing), scaled(other, spacing)];
  const first = Math.atan2(a.y - c.y, a.x - c.x);
  const second = Math.atan2(b.y - c.y, b.x - c.x);
  const turn = Math.abs(first - second);
  return (Math.min(turn, 2 * Math.PI - turn) * 180) / Math.PI;
}
