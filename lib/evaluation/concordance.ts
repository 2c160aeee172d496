import { type FollowUp, onceEach, timelineOf, type Weight } from './follow-up.ts';
import { eventWeights } from './kaplan-meier.ts';

/** A C of one score, each patient counted `weight` times (once when left out). */
export type WeightedConcordance = (weight?: Weight) => number;

/**
 * Harrell's concordance of a score with right-censored times: of all pairs whose order is known, the share in which
 * the higher score had the earlier event; ties in score count half. Pairs with equal times count only if one is censored.
 * NaN without a comparable pair. Harrell FE et al., JAMA 1982;247:2543–2546. Sorts once; each call is O(n log n) with a
 * Fenwick tree over the ranks of the score.
 */
export function prepareConcordance(
  score: ArrayLike<number>,
  followUps: readonly FollowUp[],
): WeightedConcordance {
  const count = preparePairs(score, followUps);
  const once = onceEach(followUps.length);
  return (weight = once) => count(weight, once);
}

/**
 * Uno's concordance up to `horizonDays`: as Harrell's, of the pairs whose event lies before it, each counted by the inverse
 * square of the probability of not being censored before the event. So it does not depend on how long people were followed.
 * Uno H et al., Stat Med 2011;30:1105–1117.
 */
export function prepareUnoConcordance(
  score: ArrayLike<number>,
  followUps: readonly FollowUp[],
  horizonDays: number,
): WeightedConcordance {
  const count = preparePairs(score, followUps);
  const timeline = timelineOf(followUps);
  const isEarly = followUps.map(({ timeDays }) => timeDays < horizonDays);
  return (weight = onceEach(followUps.length)) => {
    const inverse = eventWeights(timeline, weight);
    return count(
      weight,
      inverse.map((one, k) => (isEarly[k] ? one * one : 0)),
    );
  };
}

/** @returns concordance with each patient counted `weight` times, and each pair `pairWeight` times of the patient with the event */
function preparePairs(
  score: ArrayLike<number>,
  followUps: readonly FollowUp[],
): (weight: Weight, pairWeight: Weight) => number {
  const { ranks, distinct } = rank(score);
  const times = Float64Array.from(followUps, ({ timeDays }) => timeDays);
  const order = Uint32Array.from(times.keys()).sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0));
  const moments: Moment[] = [];
  let last = Number.NaN;
  for (const k of order) {
    if (times[k] !== last) moments.push({ censored: [], events: [] });
    last = times[k] ?? 0;
    moments.at(-1)?.[followUps[k]?.event === 1 ? 'events' : 'censored'].push(k);
  }
  return (weight, pairWeight) =>
    countPairs(moments, ranks, { tree: new Float64Array(distinct + 1), weight, pairWeight });
}

/** Who is censored and who has the event at one time. */
type Moment = { readonly censored: number[]; readonly events: number[] };

function addTo(tree: Float64Array, rank: number, weight: number): void {
  for (let i = rank; i < tree.length; i += i & -i) tree[i] = (tree[i] ?? 0) + weight;
}

function sumTo(tree: Float64Array, rank: number): number {
  let sum = 0;
  for (let i = rank; i > 0; i -= i & -i) sum += tree[i] ?? 0;
  return sum;
}

/** `tree`: zeroed Fenwick tree over the ranks. */
type Counting = { readonly tree: Float64Array; readonly weight: Weight; readonly pairWeight: Weight };

/** `moments`: latest first. */
function countPairs(
  moments: readonly Moment[],
  ranks: Uint32Array,
  { tree, weight, pairWeight }: Counting,
): number {
  let outlived = 0;
  let concordant = 0;
  let comparable = 0;
  const enter = (k: number) => {
    addTo(tree, ranks[k] ?? 1, weight[k] ?? 0);
    outlived += weight[k] ?? 0;
  };
  const look = (k: number) => {
    const below = sumTo(tree, (ranks[k] ?? 1) - 1);
    const notAbove = sumTo(tree, ranks[k] ?? 1);
    const counts = (weight[k] ?? 0) * (pairWeight[k] ?? 0);
    concordant += counts * 0.5 * (below + notAbove);
    comparable += counts * outlived;
  };
  for (const { censored, events } of moments) {
    // The censored outlived the events of their time; events of one time are not comparable with one another.
    censored.forEach(enter);
    events.forEach(look);
    events.forEach(enter);
  }
  return comparable === 0 ? Number.NaN : concordant / comparable;
}

/** Dense ranks from 1. */
function rank(values: ArrayLike<number>): { ranks: Uint32Array; distinct: number } {
  const order = Uint32Array.from({ length: values.length }, (_, k) => k);
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Uint32Array(values.length);
  let distinct = 0;
  let last = Number.NaN;
  for (const k of order) {
    const value = values[k] ?? 0;
    if (value !== last) distinct += 1;
    last = value;
    ranks[k] = distinct;
  }
  return { ranks, distinct };
}
