/** Lanczos' coefficients for g = 7, n = 9 (Godfrey 2001). */
const COEFFICIENTS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function of a positive number. Lanczos C, J SIAM Numer Anal B 1964;1:86–96. */
export function logGamma(x: number): number {
  // Below a half the series is inaccurate: Γ(x) = Γ(x + 1) / x.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  const series = COEFFICIENTS.reduce((sum, c, at) => sum + c / (shifted + at + 1), 0.9999999999998099);
  return Math.log(2 * Math.PI) / 2 + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}
