/** Middle of the sorted values (mean of the two middle ones), with the least and greatest, in whole milliseconds. */
export function summary(times: readonly number[]): {
  median: number;
  least: number;
  greatest: number;
  runs: number;
} {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const median = (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2;
  return {
    median: Math.round(median),
    least: Math.round(at(0)),
    greatest: Math.round(at(sorted.length - 1)),
    runs: sorted.length,
  };
}
