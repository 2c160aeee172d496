/** What −Σ p ln p of some counts is, which sum to `total`. */
const entropyOf = (counts: Iterable<number>, total: number): number => {
  let sum = 0;
  for (const count of counts) if (count > 0) sum -= (count / total) * Math.log(count / total);
  return sum;
};

/**
 * Normalised mutual information of two labellings: 0 where one tells nothing of the other, 1 where they are the same but for
 * names. By the mean of the entropies (Strehl and Ghosh 2002, with scikit-learn's mean); 1 where both have one label.
 *
 * @param labels whole numbers from 0
 * @param weight how often each patient counts
 */
export function normalisedMutualInformation(
  labels: ArrayLike<number>,
  others: ArrayLike<number>,
  weight: ArrayLike<number>,
): number {
  const joint = new Map<number, number>();
  const [left, right] = [new Map<number, number>(), new Map<number, number>()];
  const width = 1 + Math.max(0, ...Array.from(others));
  const add = (counts: Map<number, number>, key: number, times: number) =>
    counts.set(key, (counts.get(key) ?? 0) + times);
  let total = 0;
  for (let k = 0; k < labels.length; k += 1) {
    const [a, b, times] = [labels[k] ?? 0, others[k] ?? 0, weight[k] ?? 0];
    add(left, a, times);
    add(right, b, times);
    add(joint, a * width + b, times);
    total += times;
  }
  const [first, second] = [entropyOf(left.values(), total), entropyOf(right.values(), total)];
  if (first === 0 && second === 0) return 1;
  const shared = first + second - entropyOf(joint.values(), total);
  return Math.max(0, shared) / ((first + second) / 2);
}
