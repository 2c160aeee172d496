import type { FeatureVector } from '#lib/contract/feature.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import { type CoalitionPlan, type Player, planCoalitions } from './coalitions.ts';
import { findMissing, type MissingMeasure, type Supposition, supposeKnown } from './missing.ts';
import { type FeatureBatch, keepOnly, toBatch } from './rows.ts';
import { askSpreads, type SpreadQuestion } from './spreads.ts';

/** All that is asked of the model about one patient, in one batch: coalitions first, then suppositions, then spreads. */
export type Questions = {
  readonly batch: FeatureBatch;
  readonly plan: CoalitionPlan;
  readonly suppositions: readonly {
    readonly missing: MissingMeasure;
    readonly asked: readonly Supposition[];
    /** Row of the first of `asked`. */
    readonly firstRow: number;
  }[];
  readonly spreads: { readonly asked: readonly SpreadQuestion[]; readonly firstRow: number };
};

/** The features that have a value. */
export const playersOf = ({ specs, outcomes }: FeatureVector): readonly Player[] =>
  specs.flatMap(({ modality }, column) => {
    const outcome = outcomes[column];
    return outcome && isReading(outcome) ? [{ column, modality }] : [];
  });

export function planQuestions(
  vector: FeatureVector,
  manifest: SurvivalManifest,
  nothingToMeasure: ReadonlySet<string>,
): Questions {
  const plan = planCoalitions(playersOf(vector));
  let firstRow = plan.coalitions.length;
  const suppositions = findMissing(vector, nothingToMeasure, manifest.sources).map((missing) => {
    const asked = supposeKnown(missing, vector, manifest);
    const question = { missing, asked, firstRow };
    firstRow += asked.length;
    return question;
  });
  const coalitions = plan.coalitions.map((columns) => keepOnly(vector, columns));
  const supposed = suppositions.flatMap(({ asked }) => asked.map(({ row }) => row));
  const spreads = { asked: askSpreads(vector), firstRow };
  const ends = spreads.asked.flatMap(({ rows }) => rows);
  return { batch: toBatch([...coalitions, ...supposed, ...ends]), plan, suppositions, spreads };
}
