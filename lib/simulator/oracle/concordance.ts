/** Right-censored follow-up: `event` 1 where `timeDays` is an event's, else 0. */
export type FollowUp = { readonly timeDays: number; readonly event: 0 | 1 };

/** Harrell's C of one score, each patient counted `weight` times (once when left out). */
type WeightedConcordance = (weight?: ArrayLike<number>) => number;

/** Later times censored at `horizonDays`. */
export const cutAt = (followUps: readonly FollowUp[], horizonDays: number): FollowUp[] =>
  followUps.map(({ timeDays, event }) =>
    timeDays <= horizonDays ? { timeDays, event } : { timeDays: horizonDays, event: 0 },
  );

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
  const once = new Uint8Array(followUps.length).fill(1);
  return (weight = once) => countPairs(moments, ranks, new Float64Array(distinct + 1), weight);
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

/** `moments`: latest first. `tree`: zeroed Fenwick tree over the ranks. */
function countPairs(
  moments: readonly Moment[],
  ranks: Uint32Array,
  tree: Float64Array,
  weight: ArrayLike<number>,
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
    concordant += (weight[k] ?? 0) * 0.5 * (below + notAbove);
    comparable += (weight[k] ?? 0) * outlived;
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
