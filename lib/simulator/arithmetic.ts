/**
 * Elementary functions that give the same bits on every engine: ECMAScript leaves the last bits of `Math.exp`,
 * `Math.log`, `Math.pow` and `Math.sin` to the implementation, and a simulated cohort must be byte-identical everywhere.
 * Only + − × ÷, comparisons and `Math.sqrt`, `Math.round`, `Math.floor` are used: IEEE 754 rounds them correctly.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2^k by repeated squaring; exact while the result is a normal double. */
function powerOfTwo(k: number): number {
  let result = 1;
  let base = k < 0 ? 0.5 : 2;
  for (let left = Math.abs(k); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= base;
    base *= base;
  }
  return result;
}

/** eˣ to 1e-15 relative for −700 ≤ x ≤ 700; clamped outside. Cody–Waite reduction and the Taylor series of degree 13. */
export function exp(x: number): number {
  const bounded = clamp(x, -700, 700);
  const k = Math.round(bounded / Math.LN2);
  const r = bounded - k * LN2_HIGH - k * LN2_LOW;
  let series = 1;
  for (let n = 13; n >= 1; n -= 1) series = 1 + (r / n) * series;
  return series * powerOfTwo(k);
}

/** Natural logarithm to 1e-15 relative for normal x > 0; −Infinity at 0, NaN below. Series of atanh((m − 1)/(m + 1)). */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let m = x;
  let k = 0;
  while (m >= Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  while (m < Math.SQRT2 / 2) {
    m *= 2;
    k -= 1;
  }
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let series = 0;
  for (let n = 23; n >= 1; n -= 2) series = series * square + 1 / n;
  return k * LN2_HIGH + (2 * s * series + k * LN2_LOW);
}

/** xʸ for x > 0. */
export const power = (x: number, y: number): number => exp(y * log(x));

/** Probability from log-odds. */
export const logistic = (logOdds: number): number => 1 / (1 + exp(-logOdds));

/** ln(1 + eˣ): 0 far below zero, x far above. */
export const softplus = (x: number): number => Math.max(x, 0) + log(1 + exp(x > 0 ? -x : x));

export const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** Rounded half up to `decimals` places, as a laboratory reports it; never −0. */
export function quantise(x: number, decimals: number): number {
  const scale = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000][decimals] ?? 1;
  return Math.round(x * scale) / scale + 0;
}

/** Sine to 1e-14 for |x| ≤ 1000: folded to ±π/2, then the Taylor series of degree 21. */
export function sin(x: number): number {
  const turns = Math.round(x / Math.PI);
  const r = x - turns * Math.PI;
  const square = r * r;
  let series = 1;
  for (let n = 20; n >= 2; n -= 2) series = 1 - (square / (n * (n + 1))) * series;
  return turns % 2 === 0 ? r * series : -r * series;
}

/** Cosine to 1e-13 for |x| ≤ 1000. */
export const cos = (x: number): number => sin(x + Math.PI / 2);

/** Angle whose tangent is x, in (−π/2, π/2), to 1e-14: halved until small, then the Gregory series. */
export function atan(x: number): number {
  let r = x;
  let scale = 1;
  while (Math.abs(r) > 0.125) {
    r /= 1 + Math.sqrt(1 + r * r);
    scale *= 2;
  }
  const square = r * r;
  let series = 0;
  for (let n = 17; n >= 1; n -= 2) series = 1 / n - square * series;
  return scale * r * series;
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const FLANK = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;
const TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const;

/**
 * Quantile of the standard normal distribution for 0 < p < 1, to about 1e-16.
 * Wichura MJ. Algorithm AS 241: the percentage points of the normal distribution. Appl Stat 1988;37:477–484 (PPND16).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE[0], r)) / polynomial(CENTRE[1], r);
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const [above, below, x] = r <= 5 ? [...FLANK, r - 1.6] : [...TAIL, r - 5];
  const z = polynomial(above, x) / polynomial(below, x);
  return q < 0 ? -z : z;
}
