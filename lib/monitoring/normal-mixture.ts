import type { ArmOutcome } from './arm-difference.ts';

/** Sum, sum of squares and number of one arm's outcomes. */
type Moments = { readonly count: number; readonly sum: number; readonly squares: number };

const NONE: Moments = { count: 0, sum: 0, squares: 0 };

const joined = ({ count, sum, squares }: Moments, value: number): Moments => ({
  count: count + 1,
  sum: sum + value,
  squares: squares + value * value,
});

/** Variance of the arm's mean, with the variance of its outcomes estimated; `NaN` below two patients. */
function meanVariance({ count, sum, squares }: Moments): number {
  const variance = (squares - (sum * sum) / count) / (count - 1);
  return count < 2 ? Number.NaN : variance / count;
}

/** Difference of the arms' means after one more patient, with its estimated variance. */
export type Look = { readonly difference: number; readonly variance: number };

/** What a look after each patient sees. */
export function looksOf(outcomes: readonly ArmOutcome[]): readonly Look[] {
  const arms: [Moments, Moments] = [NONE, NONE];
  return outcomes.map(({ arm, value }) => {
    arms[arm] = joined(arms[arm], value);
    const [standing, tried] = arms;
    return {
      difference: tried.sum / tried.count - standing.sum / standing.count,
      variance: meanVariance(standing) + meanVariance(tried),
    };
  });
}

/**
 * Always-valid p values by the mixture sequential probability ratio test: the likelihood ratio averaged over differences from a
 * normal distribution with standard deviation `expected`. Johari R et al., Oper Res 2022;70:1806–1821; Robbins H, Ann Math Stat
 * 1970;41:1397–1409. The variance is estimated and the mean taken as normal, so it holds for many patients only: see
 * docs/generated/icu-monitoring.md for what it does with few events.
 */
export function mixtureP(looks: readonly Look[], expected: number): Float64Array {
  const prior = expected * expected;
  let largest = 0;
  return Float64Array.from(looks, ({ difference, variance }) => {
    const known = Number.isFinite(difference) && variance > 0;
    const gain = known
      ? Math.log(variance / (variance + prior)) / 2 +
        (prior * difference * difference) / (2 * variance * (variance + prior))
      : 0;
    largest = Math.max(largest, gain);
    return Math.exp(-largest);
  });
}
