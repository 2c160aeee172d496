import { alwaysValidP, boundsAfter, stakeOn } from './hedged-capital.ts';

/** What became of one patient; patients in the order in which it became known. */
export type ArmOutcome = {
  /** 1: the arm that is tried; 0: the one that stands. */
  readonly arm: 0 | 1;
  /** Within 0 … 1: a proportion's 0 or 1, or a mean in parts of its greatest value. */
  readonly value: number;
};

/** Difference of the arms' means, tried less standing, in the outcome's unit. */
export type ArmDifference = {
  readonly patients: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Always valid: whoever stops when it falls to 0.05 errs in at most 5 of 100 trials without a difference. */
  readonly p: number;
};

/**
 * One unbiased observation of the difference for each patient: the doubly robust contribution with the known probability of the
 * arm, centred by what patients *before* have shown (Robins JM et al., J Am Stat Assoc 1994;89:846–866; as confidence sequence:
 * Howard SR et al. 2021, section 4.2). Within ±1 / the smaller share.
 */
export function contributions(outcomes: readonly ArmOutcome[], share: number): Float64Array {
  const sum: [number, number] = [0.5, 0.5];
  const count: [number, number] = [1, 1];
  return Float64Array.from(outcomes, ({ arm, value }) => {
    const [standing, tried] = [sum[0] / count[0], sum[1] / count[1]];
    const off = arm === 1 ? (value - tried) / share : (standing - value) / (1 - share);
    sum[arm] += value;
    count[arm] += 1;
    return tried - standing + off;
  });
}

/**
 * Confidence sequence of the difference of two arms after each of the numbers of patients in `counts`, ascending. Patients are
 * the unit: an outcome is one number for each, whatever the number of its hours or alerts.
 *
 * @param share probability of the arm that is tried, among these two, fixed before the first patient
 */
export function armDifference(
  outcomes: readonly ArmOutcome[],
  share: number,
  counts: readonly number[],
  level: number,
): readonly ArmDifference[] {
  const reach = 1 / Math.min(share, 1 - share);
  const observed = contributions(outcomes, share);
  const stakes = stakeOn(
    observed.map((value) => 0.5 + value / (2 * reach)),
    level,
  );
  const p = alwaysValidP(stakes, 0.5);
  const bounds = boundsAfter(stakes, counts, level);
  return counts.map((patients, at) => {
    const { low, high } = bounds[at] ?? { low: 0, high: 1 };
    const estimate = observed.subarray(0, patients).reduce((sum, value) => sum + value, 0) / patients;
    return {
      patients,
      estimate,
      low: (2 * low - 1) * reach,
      high: (2 * high - 1) * reach,
      p: p[patients - 1] ?? 1,
    };
  });
}
