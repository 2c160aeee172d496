/** Place in an 8 × 8 block of the k-th coefficient of a JPEG stream (T.81 figure A.6). */
export const ZIGZAG: readonly number[] = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
];

/** `BASIS[8 * x + u]` = C(u)/2 · cos((2x + 1)uπ/16), T.81 A.3.3. */
const BASIS = Float64Array.from({ length: 64 }, (_, i) => {
  const [x, u] = [i >> 3, i & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

const dequantised = new Float64Array(64);
const rows = new Float64Array(64);

/** Dequantises 64 coefficients and transforms them to samples about 0, row by row into `out`. */
export function inverseTransform(
  coefficients: Int32Array,
  quantisation: Uint16Array,
  out: Float64Array,
): void {
  for (let i = 0; i < 64; i += 1) dequantised[i] = (coefficients[i] ?? 0) * (quantisation[i] ?? 0);
  for (let i = 0; i < 64; i += 1) rows[i] = dot(dequantised, i & 56, 1, i & 7);
  for (let i = 0; i < 64; i += 1) out[i] = dot(rows, i & 7, 8, i >> 3);
}

/** Eight values from `start`, `step` apart, against one row of the basis. */
function dot(values: Float64Array, start: number, step: number, position: number): number {
  let sum = 0;
  for (let k = 0; k < 8; k += 1) sum += (values[start + k * step] ?? 0) * (BASIS[8 * position + k] ?? 0);
  return sum;
}
