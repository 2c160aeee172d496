import { bootstrapIntervals, type Interval } from '#lib/evaluation/bootstrap.ts';
import { columnsOf, fusedNetwork, viewNetworks } from '#lib/similarity/cohort-network.ts';
import { buildCohort, type CohortTable } from '#lib/similarity/cohort-table.ts';
import { drawsOf } from '#lib/similarity/draw.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { judgeRetrieval, weightedMean } from '#lib/similarity/retrieval.ts';
import { learnedWeights } from '#lib/similarity/weights.ts';
import { resample } from '#lib/simulator/oracle/interval.ts';
import { diagnosisNames } from '#lib/simulator/similarity/diagnoses.ts';
import { judgeCohort, labelsOf } from './judged-cohort.ts';

const SEED = 1;

/** Precision at 10 where the look of a radiograph tells a diagnosis that it does not show, less that where it does not. */
export type ShortcutReport = {
  readonly patients: number;
  /** How strongly the look tells it, 0 … 1. */
  readonly strength: number;
  readonly radiograph: Interval;
  readonly fused: Interval;
  /** The radiograph's, of those whom the look gives away. */
  readonly given: Interval;
};

type Cohort = { readonly folder: string; readonly members: readonly Member[] };

/** The diagnosis that the look of the films tells in that arm; docs/simulator.md. */
const GIVEN_AWAY = 'bacterial-pneumonia';

type Measured = {
  readonly radiograph: Float64Array;
  readonly fused: Float64Array;
  readonly given: Float64Array;
};

async function precisionsOf(table: CohortTable, labels: Int32Array, given: number): Promise<Measured> {
  const columns = columnsOf(table);
  const networks = await viewNetworks(columns);
  const picture = networks.find(({ id }) => id === 'radiograph');
  const count = labels.length;
  const judge = (scores: Float64Array) =>
    judgeRetrieval(labels, (k) => scores.subarray(k * count, (k + 1) * count), drawsOf(SEED)).precision10;
  const radiograph = picture ? judge(picture.values) : new Float64Array(count).fill(Number.NaN);
  return {
    radiograph,
    fused: judge(fusedNetwork(networks, columns, learnedWeights(table.space))),
    given: radiograph.map((value, k) => (labels[k] === given ? value : Number.NaN)),
  };
}

async function measured({ space, key }: LoadedSpace, { folder, members }: Cohort): Promise<Measured> {
  const { table } = buildCohort(space, key, members);
  const { truths } = await judgeCohort(folder, table.members);
  return precisionsOf(table, labelsOf(truths), diagnosisNames.indexOf(GIVEN_AWAY));
}

const among = (cohort: Cohort, ids: ReadonlySet<string>): Cohort => ({
  ...cohort,
  members: cohort.members.filter(({ id }) => ids.has(id)),
});

/**
 * What a learned look is worth: a search that gains by it has learned the machine. Measured among the patients of both
 * cohorts alone, since precision hangs on how many there are. Throws `TruthFileError` where too few are in both, as with
 * cohorts of different seeds.
 */
export async function shortcutReport(
  loaded: LoadedSpace,
  plain: Cohort,
  marked: Cohort & { readonly strength: number },
  resamples: number,
): Promise<ShortcutReport> {
  const known = new Set(plain.members.map(({ id }) => id));
  const both = new Set(marked.members.map(({ id }) => id).filter((id) => known.has(id)));
  const without = await measured(loaded, among(plain, both));
  const withLook = await measured(loaded, among(marked, both));
  const gain = (name: keyof Measured, weight: ArrayLike<number>) =>
    weightedMean(withLook[name], weight) - weightedMean(without[name], weight);
  const gains = bootstrapIntervals(
    (weight) => ({
      radiograph: gain('radiograph', weight),
      fused: gain('fused', weight),
      given: gain('given', weight),
    }),
    both.size,
    resample(both.size, resamples, SEED),
  );
  return { patients: both.size, strength: marked.strength, ...gains };
}
