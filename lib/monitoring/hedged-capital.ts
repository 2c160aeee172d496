// Confidence sequences for the mean of bounded observations by betting: Waudby-Smith I, Ramdas A. J R Stat Soc B 2024;86:1–27,
// on the supermartingales of Howard SR et al., Ann Stat 2021;49:1055–1080. They hold at every time at once, so looking after each
// patient costs nothing, and at any number of patients: no normal approximation is made.

/** Observations in the order in which they became known, and what was staked on each before it was seen. */
export type Stakes = {
  /** Each within 0 … 1. */
  readonly values: Float64Array;
  readonly stakes: Float64Array;
};

export type Bounds = { readonly low: number; readonly high: number };

/** No more than half of the capital is ever at risk. */
const MOST_AT_RISK = 0.5;
/** Halvings of 0 … 1: exact to a billionth. */
const HALVINGS = 30;

/**
 * The predictable plug-in stakes (their eq. 24): of an observation only those before it tell.
 *
 * @param level error that is allowed over all times together, e.g. 0.05
 */
export function stakeOn(values: Float64Array, level: number): Stakes {
  const stakes = new Float64Array(values.length);
  // As if half an observation of ½, with the variance of a fair coin, had come first.
  let [sum, squares] = [0.5, 0.25];
  for (const [before, value] of values.entries()) {
    const time = before + 1;
    stakes[before] = Math.sqrt((2 * Math.log(2 / level)) / (squares * Math.log(1 + time)));
    sum += value;
    squares += (value - sum / (time + 1)) ** 2;
  }
  return { values, stakes };
}

/** Logarithm of what a bet that the mean is above `mean` has made of 1 after each of the first `count` observations. */
function wealthAbove({ values, stakes }: Stakes, mean: number, count: number): number {
  const most = MOST_AT_RISK / Math.max(mean, Number.MIN_VALUE);
  let wealth = 0;
  for (let at = 0; at < count; at += 1)
    wealth += Math.log1p(Math.min(stakes[at] ?? 0, most) * ((values[at] ?? 0) - mean));
  return wealth;
}

const mirrored = ({ values, stakes }: Stakes): Stakes => ({
  values: values.map((value) => 1 - value),
  stakes,
});

/** The least mean that the bet against smaller ones has not ruled out. */
function lowest(stakes: Stakes, count: number, threshold: number): number {
  let [out, open] = [0, 1];
  if (wealthAbove(stakes, 0, count) < threshold) return 0;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (out + open) / 2;
    if (wealthAbove(stakes, middle, count) >= threshold) out = middle;
    else open = middle;
  }
  return out;
}

/**
 * Bounds of the mean after each of the numbers of observations in `counts`, ascending; each within those before it, since all
 * hold together with probability 1 − `level`. Both are `NaN` in the rare case (at most `level`) that no mean is left.
 */
export function boundsAfter(stakes: Stakes, counts: readonly number[], level: number): readonly Bounds[] {
  const threshold = Math.log(2 / level);
  const reverse = mirrored(stakes);
  let [low, high] = [0, 1];
  return counts.map((count) => {
    low = Math.max(low, lowest(stakes, count, threshold));
    high = Math.min(high, 1 - lowest(reverse, count, threshold));
    return low <= high ? { low, high } : { low: Number.NaN, high: Number.NaN };
  });
}

/**
 * Always-valid p value of "the mean is `mean`" after each observation: the inverse of the largest capital so far of half staked
 * above and half below (Ville's inequality). It never rises.
 */
export function alwaysValidP({ values, stakes }: Stakes, mean: number): Float64Array {
  const [above, below] = [MOST_AT_RISK / mean, MOST_AT_RISK / (1 - mean)];
  let [up, down, largest] = [0, 0, 0];
  return values.map((value, at) => {
    const stake = stakes[at] ?? 0;
    up += Math.log1p(Math.min(stake, above) * (value - mean));
    down += Math.log1p(Math.min(stake, below) * (mean - value));
    largest = Math.max(largest, Math.max(up, down) - Math.LN2);
    return Math.exp(-largest);
  });
}
