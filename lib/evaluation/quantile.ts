/**
 * Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7); `NaN` of nothing.
 *
 * @param sorted ascending
 * @param length of the list, where it is the beginning of a longer one
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number, length = sorted.length): number {
  const place = (length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
