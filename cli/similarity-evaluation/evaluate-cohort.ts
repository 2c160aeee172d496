import { bootstrapIntervals, type Interval } from '#lib/evaluation/bootstrap.ts';
import { buildCohort, type CohortTable } from '#lib/similarity/cohort-table.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { resample } from '#lib/simulator/oracle/interval.ts';
import { type AncestryReport, ancestryReport } from './ancestry.ts';
import { armsOf } from './arms.ts';
import { judgeCohort, labelsOf, type Truth } from './judged-cohort.ts';
import { type JudgedArm, judgeArm, type Measure, measureArm, measures } from './measure-arm.ts';
import { takeAway } from './take-away.ts';
import { nearerInPair, pairShare, TOLD_PAIRS } from './told-pairs.ts';

/** Shares of the modalities that are taken away. */
const MISSING = [0, 0.2, 0.4, 0.6];
/** Names the draws of what is taken away and of the resamples: two runs over one cohort say the same. */
const SEED = 1;

export type ArmReport = {
  readonly id: string;
  readonly label: string;
  readonly measures: Readonly<Record<Measure, Interval>>;
};

/** Precision at 10 of the fused search, learned weights, beside others on the same resamples of the patients. */
export type Comparison = {
  /** The single view with the highest precision at 10. */
  readonly bestView: string;
  readonly lessBestView: Interval;
  readonly lessEqualWeights: Interval;
  readonly lessNetworkFusion: Interval;
  readonly lessEarly: Interval;
  readonly shareOfCeiling: Interval;
};

export type LevelReport = {
  readonly missing: number;
  /** Patients who have each view. */
  readonly have: Readonly<Record<string, number>>;
  readonly arms: readonly ArmReport[];
  readonly comparison: Comparison;
};

/** How often somebody of a patient's own diagnosis is nearer than somebody of the other of a pair. */
export type PairReport = {
  readonly pair: readonly [string, string];
  /** The view that tells them apart by the design of the cohort. */
  readonly by: string;
  readonly shares: readonly { readonly arm: string; readonly share: Interval }[];
};

export type SimilarityReport = {
  /** Id, version and hash of the space, with those of its networks. */
  readonly space: string;
  readonly training: { readonly data: string; readonly seed: number; readonly patients: number };
  readonly seed: number;
  readonly patients: number;
  readonly resamples: number;
  readonly levels: readonly LevelReport[];
  readonly pairs: readonly PairReport[];
  readonly ancestry: AncestryReport | null;
};

export type EvaluationRequest = {
  readonly loaded: LoadedSpace;
  readonly folder: string;
  readonly seed: number;
  /** Their ids are the FHIR ids. */
  readonly members: readonly Member[];
  readonly resamples: number;
  readonly say: (line: string) => void;
};

type Samples = readonly Uint16Array[];

const precision = (arms: readonly JudgedArm[], id: string, labels: Int32Array, weight: ArrayLike<number>) => {
  const arm = arms.find((one) => one.id === id);
  return arm ? measureArm(arm, labels, weight).precision10 : Number.NaN;
};

function compare(
  arms: readonly JudgedArm[],
  reports: readonly ArmReport[],
  labels: Int32Array,
  samples: Samples,
): Comparison {
  const [best] = reports
    .filter(({ id }) => id.startsWith('view:'))
    .toSorted((a, b) => b.measures.precision10.estimate - a.measures.precision10.estimate);
  const bestView = best?.id ?? '';
  const intervals = bootstrapIntervals(
    (weight) => {
      const of = (id: string) => precision(arms, id, labels, weight);
      const own = of('learned');
      return {
        lessBestView: own - of(bestView),
        lessEqualWeights: own - of('equal'),
        lessNetworkFusion: own - of('network-fusion'),
        lessEarly: own - of('early'),
        shareOfCeiling: own / of('ceiling'),
      };
    },
    labels.length,
    samples,
  );
  return { bestView: best?.label ?? '', ...intervals };
}

async function levelReport(
  table: CohortTable,
  truths: readonly Truth[],
  missing: number,
  { say, resamples }: EvaluationRequest,
): Promise<{ level: LevelReport; pairs: PairReport[]; ancestry: AncestryReport | null }> {
  const labels = labelsOf(truths);
  const samples = resample(labels.length, resamples, SEED);
  const judged: JudgedArm[] = [];
  const nearer: { arm: string; label: string; pairs: readonly Float64Array[] }[] = [];
  let ancestry: AncestryReport | null = null;
  for await (const arm of armsOf(table, { truths }, missing === 0)) {
    say(`${Math.round(100 * missing)} % missing: ${arm.label}`);
    judged.push(judgeArm(arm, labels));
    if (missing > 0) continue;
    nearer.push({
      arm: arm.id,
      label: arm.label,
      pairs: TOLD_PAIRS.map(({ pair }) => nearerInPair(arm, labels, pair)),
    });
    if (arm.id === 'view:genome') ancestry = ancestryReport(arm, truths, samples);
  }
  const arms = judged.map((arm) => ({
    id: arm.id,
    label: arm.label,
    measures: bootstrapIntervals((weight) => measureArm(arm, labels, weight), labels.length, samples),
  }));
  const pairs = TOLD_PAIRS.map(({ pair, by }, k) => ({
    pair,
    by,
    shares: nearer.map(({ arm, pairs: all }) => ({
      arm,
      share: bootstrapIntervals(
        (weight) => ({ share: pairShare(all[k] ?? new Float64Array(), labels, pair, weight) }),
        labels.length,
        samples,
      ).share,
    })),
  }));
  const have = Object.fromEntries(
    table.views.map(({ view, has }) => [view.id, has.reduce((sum, one) => sum + one, 0)]),
  );
  return {
    level: { missing, have, arms, comparison: compare(judged, arms, labels, samples) },
    pairs,
    ancestry,
  };
}

/**
 * Measures how well patients of a simulated cohort find those of their own diagnosis, by every way to compare them, and with
 * modalities taken away. Throws `TruthFileError` where nothing is known of a patient.
 */
export async function evaluateCohort(request: EvaluationRequest): Promise<SimilarityReport> {
  const { loaded, folder, members, seed, resamples, say } = request;
  const { space, key } = loaded;
  const levels: LevelReport[] = [];
  let whole: { pairs: readonly PairReport[]; ancestry: AncestryReport | null } = {
    pairs: [],
    ancestry: null,
  };
  for (const missing of MISSING) {
    const { table, issues } = buildCohort(space, key, takeAway(members, missing, SEED));
    for (const { message } of issues) say(message);
    const { truths } = await judgeCohort(folder, table.members);
    const { level, ...rest } = await levelReport(table, truths, missing, request);
    levels.push(level);
    if (missing === 0) whole = rest;
  }
  const { training } = space;
  return {
    space: key,
    training: { data: training.data, seed: training.seed, patients: training.patients },
    seed,
    patients: members.length,
    resamples,
    levels,
    ...whole,
  };
}

export const measureNames = Object.entries(measures) as [Measure, string][];
