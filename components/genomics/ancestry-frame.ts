import type { AncestryResult } from '#lib/modalities/genomics/slice.ts';

/** A circle or ellipse of the plot, in the units of the axes; `angle` in degrees, anticlockwise. */
type Ellipse = {
  readonly population: string;
  readonly x: number;
  readonly y: number;
  readonly long: number;
  readonly short: number;
  readonly angle: number;
};

/** Holds 95 % of a bivariate normal: √χ²(.95, 2). */
const SCALE = 2.448;
/** A group without spread would be invisible. */
const LEAST = 1e-9;

/** Ellipses that hold 95 of 100 people of each group on the first two axes. */
export const ellipsesOf = ({ groups }: Pick<AncestryResult, 'groups'>): Ellipse[] =>
  groups.map(({ population, mean, covariance }) => {
    const [a = 0, b = 0] = covariance[0] ?? [];
    const d = covariance[1]?.[1] ?? 0;
    const middle = (a + d) / 2;
    const half = Math.hypot((a - d) / 2, b);
    const radius = (variance: number) => SCALE * Math.sqrt(Math.max(LEAST, variance));
    const angle = (Math.atan2(2 * b, a - d) / 2) * (180 / Math.PI);
    return {
      population,
      x: mean[0] ?? 0,
      y: mean[1] ?? 0,
      long: radius(middle + half),
      short: radius(middle - half),
      angle,
    };
  });

type Frame = {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
};

/** The least frame with a margin around all groups and the patient. */
export function frameOf(ellipses: readonly Ellipse[], place: readonly number[]): Frame {
  const xs = [place[0] ?? 0, ...ellipses.flatMap(({ x, long }) => [x - long, x + long])];
  const ys = [place[1] ?? 0, ...ellipses.flatMap(({ y, long }) => [y - long, y + long])];
  const span = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) || 1;
  const margin = span * 0.05;
  return {
    left: Math.min(...xs) - margin,
    right: Math.max(...xs) + margin,
    bottom: Math.min(...ys) - margin,
    top: Math.max(...ys) + margin,
  };
}
