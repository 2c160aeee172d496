// What a window of a series says: entries `hour − hours + 1` to `hour`, those that are there. Each gives NaN where too few are.

const firstOf = (hour: number, hours: number): number => Math.max(0, hour - hours + 1);

/** Mean of entries `from` to `to`. */
export function meanBetween(series: Float32Array, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let at = from; at <= to; at += 1) {
    const value = series[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}

export const meanIn = (series: Float32Array, hour: number, hours: number): number =>
  meanBetween(series, firstOf(hour, hours), hour);

export function leastIn(series: Float32Array, hour: number, hours: number): number {
  let least = Number.NaN;
  for (let at = firstOf(hour, hours); at <= hour; at += 1) {
    const value = series[at] ?? Number.NaN;
    if (value < least || Number.isNaN(least)) least = value;
  }
  return least;
}

export function mostIn(series: Float32Array, hour: number, hours: number): number {
  let most = Number.NaN;
  for (let at = firstOf(hour, hours); at <= hour; at += 1) {
    const value = series[at] ?? Number.NaN;
    if (value > most || Number.isNaN(most)) most = value;
  }
  return most;
}

/** Fewer points make a line out of noise. */
const LEAST_POINTS = 3;

/** Slope of the least-squares line through a window, per hour. */
export function slopeIn(series: Float32Array, hour: number, hours: number): number {
  let [count, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  for (let at = firstOf(hour, hours); at <= hour; at += 1) {
    const y = series[at] ?? Number.NaN;
    if (Number.isNaN(y)) continue;
    const x = at - hour;
    count += 1;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  if (count < LEAST_POINTS) return Number.NaN;
  return (count * sumXY - sumX * sumY) / (count * sumXX - sumX * sumX);
}

/** The oldest value of a window and how many hours ago it was; `null`: there is none but the newest. */
export function oldestIn(
  series: Float32Array,
  hour: number,
  hours: number,
): { value: number; ago: number } | null {
  for (let at = firstOf(hour, hours); at < hour; at += 1) {
    const value = series[at] ?? Number.NaN;
    if (!Number.isNaN(value)) return { value, ago: hour - at };
  }
  return null;
}
