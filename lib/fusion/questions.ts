import type { FeatureVector } from '#lib/contract/feature.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import { type CoalitionPlan, planCoalitions } from './coalitions.ts';
import { findMissing, type MissingMeasure, type Supposition, supposeKnown } from './missing.ts';
import { type FeatureBatch, keepOnly, toBatch } from './rows.ts';

/** All that is asked of the model about one patient, in one batch: coalitions first, then suppositions. */
export type Questions = {
  readonly batch: FeatureBatch;
  readonly plan: CoalitionPlan;
  readonly suppositions: readonly {
    readonly missing: MissingMeasure;
    readonly asked: readonly Supposition[];
    /** Row of the first of `asked`. */
    readonly firstRow: number;
  }[];
};

export function planQuestions(
  vector: FeatureVector,
  manifest: SurvivalManifest,
  nothingToMeasure: ReadonlySet<string>,
): Questions {
  const players = vector.specs.flatMap(({ modality }, column) => {
    const outcome = vector.outcomes[column];
    return outcome && isReading(outcome) ? [{ column, modality }] : [];
  });
  const plan = planCoalitions(players);
  let firstRow = plan.coalitions.length;
  const suppositions = findMissing(vector, nothingToMeasure).map((missing) => {
    const asked = supposeKnown(missing, vector, manifest);
    const question = { missing, asked, firstRow };
    firstRow += asked.length;
    return question;
  });
  const coalitions = plan.coalitions.map((columns) => keepOnly(vector, columns));
  const supposed = suppositions.flatMap(({ asked }) => asked.map(({ row }) => row));
  return { batch: toBatch([...coalitions, ...supposed]), plan, suppositions };
}
