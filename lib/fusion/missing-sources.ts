import type { FeatureVector, Gap } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { MissingSource } from '#lib/contract/risk-report.ts';
import { daysAtHome } from './clock.ts';
import { rangeAfter } from './risk-range.ts';
import { sourcesAtHand } from './sources.ts';

/** The gap that tells most: what was recorded and could not be used, before what was never recorded. */
function mostTelling(gaps: readonly Gap[]): string {
  const gap = gaps.find(({ last }) => last !== null) ?? gaps[0];
  return gap?.detail ?? 'Nothing of it is on the chart.';
}

type Shifts = SurvivalManifest['shifts'];

/** Shifts of one day: the discharge's within a stay and on its last day, later those of the nearest day at home. */
function shiftsOn(shifts: Shifts, days: number | null): Shifts {
  if (days === null) return [];
  const ofClock = shifts.filter(({ day }) => day >= 1 === days >= 1);
  const nearest = Math.min(...ofClock.map(({ day }) => Math.abs(day - days)));
  return ofClock.filter(({ day }) => Math.abs(day - days) === nearest);
}

const width = ({ range }: MissingSource): number => range.high - range.low;

/**
 * The sources of which nothing is known, and where the risk will come to lie when they are: as far as learning of them moved
 * the risk of patients of whom the same other sources were known, on that day or the nearest. Widest first. A source that the model was
 * never trained to lack there, such as a week at home at the discharge, is not asked for.
 */
export function missingSources(
  vector: FeatureVector,
  { sources, shifts }: Pick<SurvivalManifest, 'sources' | 'shifts'>,
  risk: number,
): readonly MissingSource[] {
  const known = shiftsOn(shifts, daysAtHome(vector));
  const { atHand, lacking } = sourcesAtHand(vector, sources);
  const given = atHand.join();
  const missing = lacking.flatMap(({ source, gaps }): MissingSource[] => {
    const shift = known.find((one) => one.source === source.id && one.given.join() === given);
    if (!shift) return [];
    const range = rangeAfter(risk, shift);
    return [{ source: source.id, label: source.label, detail: mostTelling(gaps), range }];
  });
  return missing.toSorted((a, b) => width(b) - width(a));
}
