/** Corrections of a QT interval for the heart rate, all in ms. */
export type CorrectedQt = { readonly bazett: number; readonly fridericia: number };

/**
 * Bazett 1920 (QT over the square root of RR in seconds) and Fridericia 1920 (over its cube root); Bazett overcorrects at
 * fast rates and undercorrects at slow ones (AHA/ACCF/HRS 2009, doi:10.1161/CIRCULATIONAHA.108.191096).
 *
 * @param qt and `rr` in ms, positive
 */
export function correctQt(qt: number, rr: number): CorrectedQt {
  const seconds = rr / 1000;
  return { bazett: qt / Math.sqrt(seconds), fridericia: qt / Math.cbrt(seconds) };
}

/** The interval in ms that ends in the last beat at or before `second`, else the first one; `null` of fewer than two beats. */
export function intervalBefore(peaks: Float64Array, second: number): number | null {
  const at = peaks.findLastIndex((peak) => peak <= second + 0.05);
  const end = Math.max(1, at);
  const [from, to] = [peaks[end - 1], peaks[end]];
  return from === undefined || to === undefined ? null : 1000 * (to - from);
}
