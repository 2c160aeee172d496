/** Where the parabola through a sample and its neighbours has its extremum, in samples from it: −0.5 … 0.5. */
export function parabolicOffset(values: ArrayLike<number>, at: number): number {
  const [before, here, after] = [values[at - 1], values[at], values[at + 1]];
  if (before === undefined || here === undefined || after === undefined) return 0;
  const curvature = before - 2 * here + after;
  const offset = curvature === 0 ? 0 : (before - after) / (2 * curvature);
  return Math.abs(offset) <= 0.5 ? offset : 0;
}
