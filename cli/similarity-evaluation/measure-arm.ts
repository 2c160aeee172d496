import { drawsOf } from '#lib/similarity/draw.ts';
import { normalisedMutualInformation } from '#lib/similarity/mutual-information.ts';
import { nearestOthers } from '#lib/similarity/nearest-graph.ts';
import { balancedAccuracy, judgeRetrieval, type Retrieval, weightedMean } from '#lib/similarity/retrieval.ts';
import { spectralClusters } from '#lib/similarity/spectral-clusters.ts';
import type { Arm } from './arms.ts';

/** Names the order of those who are equally alike. */
const SEED = 1;
/** Neighbours of a patient in the graph that is cut into clusters. */
const GRAPH_NEIGHBOURS = 20;

export const measures = {
  precision5: 'P@5',
  precision10: 'P@10',
  meanAveragePrecision: 'MAP',
  balancedAccuracy: 'Balanced accuracy',
  mutualInformation: 'NMI',
} as const;

export type Measure = keyof typeof measures;

/** What an arm found, so that it can be measured in any resample of the patients. */
export type JudgedArm = Pick<Arm, 'id' | 'label'> & {
  readonly retrieval: Retrieval;
  readonly clusters: Int32Array;
};

const rowOf = (scores: Float64Array, count: number, patient: number): Float64Array =>
  scores.subarray(patient * count, (patient + 1) * count);

/** 1 between two who are each among the other's nearest, a half where one is, as scikit-learn has it. */
function nearestAffinity(scores: Float64Array, count: number): Float64Array {
  const wanted = Math.min(GRAPH_NEIGHBOURS, count - 1);
  const nearest = nearestOthers(count, wanted, (patient) =>
    rowOf(scores, count, patient).map((score) => -score),
  );
  const affinity = new Float64Array(count * count);
  for (const [at, other] of nearest.indices.entries()) {
    if (other < 0) continue;
    const patient = Math.floor(at / wanted);
    affinity[patient * count + other] = (affinity[patient * count + other] ?? 0) + 0.5;
    affinity[other * count + patient] = (affinity[other * count + patient] ?? 0) + 0.5;
  }
  return affinity;
}

/** Clusters of those of whom something is known; the others are a cluster of their own. */
function clustersOf(scores: Float64Array, count: number, kinds: number): Int32Array {
  const known = Array.from({ length: count }, (_, k) => k).filter((k) =>
    rowOf(scores, count, k).some((score, other) => other !== k && Number.isFinite(score)),
  );
  const among = Float64Array.from({ length: known.length ** 2 }, (_, at) => {
    const [i, j] = [known[Math.floor(at / known.length)] ?? 0, known[at % known.length] ?? 0];
    return scores[i * count + j] ?? 0;
  });
  const found = spectralClusters(nearestAffinity(among, known.length), known.length, kinds);
  const clusters = new Int32Array(count).fill(kinds);
  for (const [place, k] of known.entries()) clusters[k] = found[place] ?? kinds;
  return clusters;
}

/** @param labels whole numbers from 0 */
export function judgeArm({ id, label, scores }: Arm, labels: Int32Array): JudgedArm {
  const count = labels.length;
  const kinds = new Set(labels).size;
  const retrieval = judgeRetrieval(labels, (patient) => rowOf(scores, count, patient), drawsOf(SEED));
  return { id, label, retrieval, clusters: clustersOf(scores, count, kinds) };
}

/** All measures of an arm in a resample of the patients. */
export function measureArm(
  { retrieval, clusters }: JudgedArm,
  labels: Int32Array,
  weight: ArrayLike<number>,
): Record<Measure, number> {
  return {
    precision5: weightedMean(retrieval.precision5, weight),
    precision10: weightedMean(retrieval.precision10, weight),
    meanAveragePrecision: weightedMean(retrieval.averagePrecision, weight),
    balancedAccuracy: balancedAccuracy(labels, retrieval.voted, weight),
    mutualInformation: normalisedMutualInformation(labels, clusters, weight),
  };
}
