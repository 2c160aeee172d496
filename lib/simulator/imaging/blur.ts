/** A line of samples within an array. */
type Line = { readonly start: number; readonly step: number; readonly length: number };

/** Running mean of `2·radius + 1` samples along one line; the end values are carried on beyond the ends. */
function meanAlong(data: Float32Array, copy: Float32Array, line: Line, radius: number): void {
  const { start, step, length } = line;
  // The copy is padded by the radius at both ends, so that the window never leaves it.
  for (let i = 0; i < length; i += 1) copy[i + radius] = data[start + i * step] ?? 0;
  copy.fill(copy[radius] ?? 0, 0, radius);
  copy.fill(copy[length + radius - 1] ?? 0, length + radius, length + 2 * radius);
  const window = 2 * radius + 1;
  let sum = 0;
  for (let i = 0; i < window - 1; i += 1) sum += copy[i] ?? 0;
  for (let i = 0; i < length; i += 1) {
    sum += copy[i + window - 1] ?? 0;
    data[start + i * step] = sum / window;
    sum -= copy[i] ?? 0;
  }
}

/** Box blur in place, `passes` times along both axes; three passes are close to a Gaussian of σ ≈ radius + ½. */
export function boxBlur(
  data: Float32Array,
  width: number,
  height: number,
  radius: { readonly x: number; readonly y: number },
  passes: number,
): void {
  const copy = new Float32Array(Math.max(width + 2 * radius.x, height + 2 * radius.y));
  const rows = Array.from({ length: height }, (_, row) => ({ start: row * width, step: 1, length: width }));
  const columns = Array.from({ length: width }, (_, start) => ({ start, step: width, length: height }));
  for (let pass = 0; pass < passes; pass += 1) {
    for (const line of rows) meanAlong(data, copy, line, radius.x);
    for (const line of columns) meanAlong(data, copy, line, radius.y);
  }
}
