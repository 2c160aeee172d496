/** Covariance of two samples, patient k counted `weight[k]` times. */
export function weightedCovariance(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  weight: ArrayLike<number>,
): number {
  let [count, x, y, product] = [0, 0, 0, 0];
  for (let k = 0; k < xs.length; k += 1) {
    const [a, b, w] = [xs[k] ?? 0, ys[k] ?? 0, weight[k] ?? 0];
    count += w;
    x += w * a;
    y += w * b;
    product += w * a * b;
  }
  return product / count - (x / count) * (y / count);
}

/** Pearson's r; NaN where one of the two does not vary. */
export const weightedCorrelation = (
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  weight: ArrayLike<number>,
): number =>
  weightedCovariance(xs, ys, weight) /
  Math.sqrt(weightedCovariance(xs, xs, weight) * weightedCovariance(ys, ys, weight));
