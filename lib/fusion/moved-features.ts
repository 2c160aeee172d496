import type { FeatureAttribution, MovedFeature, Scored } from '#lib/contract/risk-report.ts';
import { type RiskPoint, slopeBetween } from './risk-slope.ts';

/** A risk with the shares of its features. */
export type SharedRisk = Pick<Scored, 'attributions' | 'sum' | 'risk'>;

/** A day has no room for more. */
const MOST = 3;

const featuresOf = ({ attributions }: SharedRisk): readonly FeatureAttribution[] =>
  attributions.flatMap(({ features }) => features);

const pointOf = ({ sum: { total }, risk }: SharedRisk): RiskPoint => ({ logHazard: total, risk });

/**
 * What moved the risk from one time to another, in points of risk on the straight way between the two: a feature whose share
 * of the log-hazard stayed moved nothing, and all points together are the change of the risk. The three largest, largest first.
 */
export function movedFeatures(before: SharedRisk, after: SharedRisk): readonly MovedFeature[] {
  const slope = slopeBetween(pointOf(before), pointOf(after));
  const earlier = new Map(featuresOf(before).map((known) => [known.feature, known]));
  return featuresOf(after)
    .map(({ feature, label, unit, value, contribution }) => {
      const known = earlier.get(feature);
      const points = (contribution - (known?.contribution ?? 0)) * slope;
      return { feature, label, unit, from: known?.value ?? null, to: value, points };
    })
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, MOST);
}
