/** Smallest power of two that is at least `length`. */
export const powerOfTwo = (length: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, length)));

function reverseBits(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i += 1) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
    [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
  }
}

/** One pass of butterflies over blocks of `size`. */
function combine(re: Float64Array, im: Float64Array, size: number): void {
  const half = size / 2;
  for (let k = 0; k < half; k += 1) {
    const [c, s] = [Math.cos((2 * Math.PI * k) / size), -Math.sin((2 * Math.PI * k) / size)];
    for (let a = k; a < re.length; a += size) {
      const b = a + half;
      const [xr, xi] = [re[b] ?? 0, im[b] ?? 0];
      const [tr, ti] = [xr * c - xi * s, xr * s + xi * c];
      re[b] = (re[a] ?? 0) - tr;
      im[b] = (im[a] ?? 0) - ti;
      re[a] = (re[a] ?? 0) + tr;
      im[a] = (im[a] ?? 0) + ti;
    }
  }
}

/** |DFT|² of real values at 0 … n/2 (Cooley and Tukey 1965). `values.length` must be a power of two; else `RangeError`. */
export function powerSpectrum(values: Float64Array): Float64Array {
  if (values.length !== powerOfTwo(values.length))
    throw new RangeError(`${values.length} is no power of two`);
  const re = values.slice();
  const im = new Float64Array(values.length);
  reverseBits(re, im);
  for (let size = 2; size <= re.length; size *= 2) combine(re, im, size);
  return re.slice(0, re.length / 2 + 1).map((x, i) => x * x + (im[i] ?? 0) ** 2);
}
