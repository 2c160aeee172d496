import { weightedMean } from '#lib/similarity/retrieval.ts';
import { type Diagnosis, diagnosisNames } from '#lib/simulator/similarity/diagnoses.ts';
import type { Arm } from './arms.ts';

/** Pairs of the simulator's table (docs/simulator.md), each told apart by one view and by no other. */
export const TOLD_PAIRS: readonly { readonly pair: readonly [Diagnosis, Diagnosis]; readonly by: string }[] =
  [
    { pair: ['bacterial-pneumonia', 'viral-pneumonia'], by: 'chart' },
    { pair: ['pulmonary-embolism', 'none'], by: 'chart' },
    { pair: ['viral-pneumonia', 'copd-exacerbation'], by: 'radiograph' },
    { pair: ['decompensated-heart-failure', 'ischaemic-cardiomyopathy'], by: 'radiograph' },
    { pair: ['inherited-dilated-cardiomyopathy', 'ischaemic-cardiomyopathy'], by: 'genome' },
  ];

/** Share of pairs of one of her own and one of the other diagnosis in which the former is the more alike; ties count half. */
function shareNearer(scores: Float64Array, own: readonly number[], other: readonly number[]): number {
  let wins = 0;
  for (const a of own)
    for (const b of other) {
      const [near, far] = [scores[a] ?? 0, scores[b] ?? 0];
      wins += near === far ? 0.5 : Number(near > far);
    }
  return wins / (own.length * other.length);
}

/** For each patient of a pair of diagnoses how often somebody of her own is nearer than somebody of the other; NaN for all others. */
export function nearerInPair(
  { scores }: Pick<Arm, 'scores'>,
  labels: Int32Array,
  pair: readonly [Diagnosis, Diagnosis],
): Float64Array {
  const count = labels.length;
  const [first, second] = pair.map((name) => diagnosisNames.indexOf(name));
  const withLabel = (label: number | undefined) => [...labels.keys()].filter((k) => labels[k] === label);
  return Float64Array.from(labels, (label, patient) => {
    if (label !== first && label !== second) return Number.NaN;
    const own = withLabel(label).filter((k) => k !== patient);
    const other = withLabel(label === first ? second : first);
    return shareNearer(scores.subarray(patient * count, (patient + 1) * count), own, other);
  });
}

/** Mean of the two diagnoses, so that the rarer counts alike. */
export function pairShare(
  nearer: Float64Array,
  labels: Int32Array,
  pair: readonly [Diagnosis, Diagnosis],
  weight: ArrayLike<number>,
): number {
  const means = pair.map((name) => {
    const label = diagnosisNames.indexOf(name);
    return weightedMean(
      nearer.map((value, k) => (labels[k] === label ? value : Number.NaN)),
      weight,
    );
  });
  return means.reduce((sum, mean) => sum + mean / means.length, 0);
}
