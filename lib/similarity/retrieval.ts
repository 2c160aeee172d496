// How often those whom a search finds first are of the patient's own kind.

/** What a search found for each of n patients, judged by their labels. */
export type Retrieval = {
  /** Share of the 5 and of the 10 first that have the patient's label. */
  readonly precision5: Float64Array;
  readonly precision10: Float64Array;
  /** Mean of the precisions at each of those who share the label; NaN where nobody does. */
  readonly averagePrecision: Float64Array;
  /** Label of most of the 10 first; of several as frequent that of the nearest. */
  readonly voted: Int32Array;
};

const VOTERS = 10;

/**
 * The others by how alike they are, the most alike first.
 *
 * @param scores higher is more alike; −∞ where nothing is known of the two
 * @param tieBreak a number for each, lower first: those who are equally alike must not stand in an order that means something
 */
export function ordered(scores: Float64Array, patient: number, tieBreak: Float64Array): Int32Array {
  const others = Int32Array.from(scores.keys()).filter((other) => other !== patient);
  return others.sort((a, b) => {
    const [first, second] = [scores[a] ?? 0, scores[b] ?? 0];
    return first === second ? (tieBreak[a] ?? 0) - (tieBreak[b] ?? 0) : second - first;
  });
}

/** Share of the first `k` that have a label; of all where there are fewer. */
export function precisionAt(order: Int32Array, labels: ArrayLike<number>, label: number, k: number): number {
  const first = order.subarray(0, k);
  return first.reduce((hits, other) => hits + Number(labels[other] === label), 0) / first.length;
}

/** Mean of the precisions at each place where somebody with the label stands. Manning et al. 2008, §8.4. */
export function averagePrecision(order: Int32Array, labels: ArrayLike<number>, label: number): number {
  let [hits, sum] = [0, 0];
  for (const [place, other] of order.entries()) {
    if (labels[other] !== label) continue;
    hits += 1;
    sum += hits / (place + 1);
  }
  return sum / hits;
}

/** The most frequent label of the first `voters`; −1 where there is nobody. */
export function votedLabel(order: Int32Array, labels: ArrayLike<number>, voters: number): number {
  const votes = new Map<number, number>();
  for (const other of order.subarray(0, voters)) {
    const label = labels[other] ?? -1;
    votes.set(label, (votes.get(label) ?? 0) + 1);
  }
  let [best, most] = [-1, 0];
  // In the order in which the labels came: the nearest wins a tie.
  for (const [label, count] of votes) if (count > most) [best, most] = [label, count];
  return best;
}

/**
 * Judges a search for every patient.
 *
 * @param labels whole numbers from 0; never read by a search
 * @param scoresOf how alike everybody is to a patient; it may hand out one array again and again
 * @param draw numbers from 0 to below 1
 */
export function judgeRetrieval(
  labels: Int32Array,
  scoresOf: (patient: number) => Float64Array,
  draw: () => number,
): Retrieval {
  const count = labels.length;
  const judged = {
    precision5: new Float64Array(count),
    precision10: new Float64Array(count),
    averagePrecision: new Float64Array(count),
    voted: new Int32Array(count),
  };
  const tieBreak = new Float64Array(count);
  for (const [patient, label] of labels.entries()) {
    const order = ordered(scoresOf(patient), patient, tieBreak.map(draw));
    judged.precision5[patient] = precisionAt(order, labels, label, 5);
    judged.precision10[patient] = precisionAt(order, labels, label, VOTERS);
    judged.averagePrecision[patient] = averagePrecision(order, labels, label);
    judged.voted[patient] = votedLabel(order, labels, VOTERS);
  }
  return judged;
}

/** Mean over patients, each as often as the weight says; those of whom it is not known count not. */
export function weightedMean(values: ArrayLike<number>, weight: ArrayLike<number>): number {
  let [sum, total] = [0, 0];
  for (let k = 0; k < values.length; k += 1) {
    const [value, times] = [values[k] ?? Number.NaN, weight[k] ?? 0];
    if (Number.isNaN(value)) continue;
    sum += value * times;
    total += times;
  }
  return sum / total;
}

/** Mean over the labels of the share of their patients whose vote is right. Brodersen et al., ICPR 2010:3121. */
export function balancedAccuracy(labels: Int32Array, voted: Int32Array, weight: ArrayLike<number>): number {
  const kinds = 1 + labels.reduce((most, label) => Math.max(most, label), -1);
  const [right, all] = [new Float64Array(kinds), new Float64Array(kinds)];
  for (const [k, label] of labels.entries()) {
    const times = weight[k] ?? 0;
    all[label] = (all[label] ?? 0) + times;
    if (voted[k] === label) right[label] = (right[label] ?? 0) + times;
  }
  const known = [...all.keys()].filter((label) => (all[label] ?? 0) > 0);
  return known.reduce((sum, label) => sum + (right[label] ?? 0) / (all[label] ?? 1), 0) / known.length;
}

/**
 * How alike others are to a patient for whoever knows the probability of each label: the probability that two have the same,
 * Σₖ pᵢ(k) · pⱼ(k). Sorted by it the first k hold as many of the patient's own label as anybody can expect.
 *
 * @param posteriors n × labels by rows
 */
export function agreementOf(posteriors: Float64Array, kinds: number, patient: number): Float64Array {
  const own = posteriors.subarray(patient * kinds, (patient + 1) * kinds);
  return Float64Array.from({ length: posteriors.length / kinds }, (_, other) =>
    own.reduce((sum, p, k) => sum + p * (posteriors[other * kinds + k] ?? 0), 0),
  );
}
