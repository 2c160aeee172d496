import { quantileOfSorted } from '#lib/evaluation/quantile.ts';

type Numbers = ArrayLike<number>;

/** Arithmetic mean; `NaN` of nothing. */
export function mean(values: Numbers): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? Number.NaN;
  return sum / values.length;
}

/** Mean squared deviation from the mean, divisor n. */
export function variance(values: Numbers): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += ((values[i] ?? Number.NaN) - centre) ** 2;
  return sum / values.length;
}

/** Standard deviation with divisor n − 1; `NaN` of fewer than two. */
export const sampleDeviation = (values: Numbers): number =>
  Math.sqrt((variance(values) * values.length) / (values.length - 1));

/** Up to this length insertion beats the built-in sort, which has a cost for each call, as has a new array. */
const SHORT = 96;
const scratch = new Float64Array(SHORT);

/** Ascending; valid until the next call. */
function sortShort(values: Numbers): Float64Array {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    let place = i;
    while (place > 0 && (scratch[place - 1] ?? 0) > value) {
      scratch[place] = scratch[place - 1] ?? 0;
      place -= 1;
    }
    scratch[place] = value;
  }
  return scratch;
}

/** Quantile of values in any order (`quantileOfSorted`); `NaN` of nothing. */
export function quantile(values: Numbers, share: number): number {
  const { length } = values;
  if (length === 0) return Number.NaN;
  const sorted = length <= SHORT ? sortShort(values) : new Float64Array(values).sort();
  return quantileOfSorted(sorted, share, length);
}

export const median = (values: Numbers): number => quantile(values, 0.5);

/** Slope of the least-squares line through (x, y); `NaN` without two different x. */
export function slope(x: Numbers, y: Numbers): number {
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx] = [0, 0];
  for (let i = 0; i < x.length; i += 1) {
    const dx = (x[i] ?? Number.NaN) - mx;
    xy += dx * ((y[i] ?? Number.NaN) - my);
    xx += dx * dx;
  }
  return xx > 0 ? xy / xx : Number.NaN;
}
