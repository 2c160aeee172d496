import { solve } from './linear.ts';
import type { PanelGroup, ReferencePanel } from './reference-panel.ts';

/** Where a person lies among the groups of a panel. */
export type Ancestry = {
  /** Coordinates on the panel's axes. */
  readonly place: readonly number[];
  /** Group at the least Mahalanobis distance. */
  readonly nearest: string;
  /** Squared Mahalanobis distance to it. */
  readonly distance: number;
  /** Farther than all but one in a thousand of the group's own people: between or outside the groups. */
  readonly outlying: boolean;
};

/** Standard normal quantile of .999. */
const FAR = 3.0902;

/** Quantile .999 of χ² by Wilson and Hilferty (Proc Natl Acad Sci 1931;17:684–688): within 1 % from two degrees of freedom on. */
const farDistance = (axes: number): number =>
  axes * (1 - 2 / (9 * axes) + FAR * Math.sqrt(2 / (9 * axes))) ** 3;

function squaredDistance(place: readonly number[], { mean, covariance }: PanelGroup): number {
  const gap = place.map((value, axis) => value - (mean[axis] ?? 0));
  const weighted = solve(covariance, gap);
  return weighted === null
    ? Number.POSITIVE_INFINITY
    : gap.reduce((sum, value, axis) => sum + value * (weighted[axis] ?? 0), 0);
}

/** `null`: the panel has no groups. */
export function locate(panel: ReferencePanel, place: readonly number[]): Ancestry | null {
  const [nearest] = panel.groups
    .map((group) => ({ group, distance: squaredDistance(place, group) }))
    .toSorted((a, b) => a.distance - b.distance);
  if (!nearest) return null;
  const { group, distance } = nearest;
  return { place, nearest: group.population, distance, outlying: distance > farDistance(panel.axes) };
}
