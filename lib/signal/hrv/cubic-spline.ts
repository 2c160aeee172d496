import type { Samples } from '../samples.ts';

const at = (values: Samples, index: number): number => values[index] ?? 0;
const rise = (x: Float64Array, y: Float64Array, i: number): number =>
  (at(y, i + 1) - at(y, i)) / (at(x, i + 1) - at(x, i));

/** Second derivatives at the knots of the natural cubic spline (Press et al., Numerical Recipes, section 3.3). */
function curvatures(x: Float64Array, y: Float64Array): Float64Array {
  const n = x.length;
  const second = new Float64Array(n);
  const carry = new Float64Array(n);
  for (let i = 1; i < n - 1; i += 1) {
    const width = at(x, i + 1) - at(x, i - 1);
    const share = (at(x, i) - at(x, i - 1)) / width;
    const pivot = share * at(second, i - 1) + 2;
    second[i] = (share - 1) / pivot;
    carry[i] = ((6 * (rise(x, y, i) - rise(x, y, i - 1))) / width - share * at(carry, i - 1)) / pivot;
  }
  second[n - 1] = 0;
  for (let i = n - 2; i >= 0; i -= 1) second[i] = at(second, i) * at(second, i + 1) + at(carry, i);
  return second;
}

/**
 * Natural cubic spline through (x, y) at `start`, `start + step` …
 *
 * @param x strictly ascending
 */
export function splineAt(
  x: Float64Array,
  y: Float64Array,
  start: number,
  step: number,
  count: number,
): Float64Array {
  const second = curvatures(x, y);
  const values = new Float64Array(count);
  let knot = 0;
  for (let i = 0; i < count; i += 1) {
    const here = start + i * step;
    while (knot < x.length - 2 && at(x, knot + 1) < here) knot += 1;
    const [x0, x1] = [at(x, knot), at(x, knot + 1)];
    const width = x1 - x0;
    const [a, b] = [(x1 - here) / width, (here - x0) / width];
    const bend = (a ** 3 - a) * at(second, knot) + (b ** 3 - b) * at(second, knot + 1);
    values[i] = a * at(y, knot) + b * at(y, knot + 1) + (bend * width * width) / 6;
  }
  return values;
}

/**
 * Gain of cubic spline interpolation of evenly spaced samples at `cycles` per sample: sinc⁴ over the response of the
 * sampled B-spline (Unser 1999, doi:10.1109/79.799930, equation 19).
 */
export function splineGain(cycles: number): number {
  const angle = Math.PI * cycles;
  const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
  return (3 * sinc ** 4) / (2 + Math.cos(2 * angle));
}
