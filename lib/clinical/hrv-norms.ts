/** Mean and standard deviation of healthy people. */
type Norm = { readonly mean: number; readonly deviation: number };

/**
 * RMSSD in ms of 24-hour recordings by decade of age, rounded to 1 ms. Journal, sample and method were checked against the
 * abstract; the numbers of each decade could not be checked against the paper itself.
 */
const RMSSD_BY_AGE: readonly (Norm & { readonly from: number })[] = [
  { from: 10, mean: 53, deviation: 17 },
  { from: 20, mean: 43, deviation: 19 },
  { from: 30, mean: 35, deviation: 11 },
  { from: 40, mean: 31, deviation: 11 },
  { from: 50, mean: 25, deviation: 9 },
  { from: 60, mean: 22, deviation: 6 },
  { from: 70, mean: 24, deviation: 7 },
  { from: 80, mean: 21, deviation: 6 },
];

export const RMSSD_SOURCE =
  'Umetani K et al., J Am Coll Cardiol 1998;31:593–601: 260 healthy people, 24-hour recordings';

/** RMSSD of healthy people of that age, in ms; `null` below 10 years. */
export const rmssdNorm = (age: number): Norm | null =>
  RMSSD_BY_AGE.findLast(({ from }) => age >= from) ?? null;
