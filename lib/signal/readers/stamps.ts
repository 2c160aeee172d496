import { median } from '../statistics.ts';
import { usualPeriod } from './even-series.ts';

/** Rows one below the other with the same time. */
type Run = { readonly start: number; readonly length: number };

function runsOf(ms: Float64Array): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < ms.length; ) {
    let end = start + 1;
    while (end < ms.length && ms[end] === ms[start]) end += 1;
    runs.push({ start, length: end - start });
    start = end;
  }
  return runs;
}

/** Whether rows with one time say the same: then they stand twice and were not read one after the other. */
const isRepeated = ({ start, length }: Run, rows: readonly (readonly string[])[]): boolean =>
  rows.slice(start, start + length).every((row) => row.join() === rows[start]?.join());

/**
 * Times without seconds, of a device that reads several times a minute: rows with one time are laid evenly from it to the
 * next.
 *
 * @param ms of each row, in any order
 */
export function spreadStamps(ms: Float64Array, rows: readonly (readonly string[])[]): Float64Array {
  const runs = runsOf(ms);
  const lengths = runs.map(({ length }) => length);
  if (median(lengths) < 2 || runs.every((run) => isRepeated(run, rows))) return ms;
  const step = 1000 * usualPeriod(Float64Array.from(runs, ({ start }) => ms[start] ?? Number.NaN));
  const spread = ms.slice();
  if (!(step > 0)) return spread;
  for (const { start, length } of runs)
    for (let i = 1; i < length; i += 1) spread[start + i] = (ms[start] ?? Number.NaN) + (i * step) / length;
  return spread;
}
