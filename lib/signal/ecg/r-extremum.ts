import { median } from '../statistics.ts';
import type { Candidate, Extremum } from './qrs-candidates.ts';

/** Against the usual polarity of its neighbours, a beat must be this much larger: an ectopic beat, not an S wave. */
const AGAINST_POLARITY = 2;
const NEIGHBOURS = 8;
const NOTHING = 1e-12;

/**
 * The extremum that marks each beat. The polarity is that of the beats around it, so that a lead with r and S waves of
 * one size does not jump between them, and an inverted lead is read as it lies.
 */
export function rExtrema(beats: readonly Candidate[]): readonly Extremum[] {
  const balance = Float64Array.from(beats, ({ up, down }) =>
    Math.log((up.size + NOTHING) / (down.size + NOTHING)),
  );
  const against = Math.log(AGAINST_POLARITY);
  return beats.map(({ up, down }, k) => {
    const usual = median(balance.subarray(Math.max(0, k - NEIGHBOURS), k + NEIGHBOURS + 1)) >= 0;
    const own = balance[k] ?? 0;
    return (usual ? own > -against : own > against) ? up : down;
  });
}
