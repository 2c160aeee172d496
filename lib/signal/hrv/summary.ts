import type { Measured } from '../measured.ts';
import type { BandPowers } from './bands.ts';
import { cleanIntervals } from './clean-intervals.ts';
import { dfaAlpha1 } from './fluctuation.ts';
import { type CleaningReport, coveredSeconds, type Intervals, type NormalIntervals } from './intervals.ts';
import { lombScarglePowers } from './lomb-scargle.ts';
import { sampleEntropy } from './sample-entropy.ts';
import { meanHeartRate, pnn50, poincare, ratio, rmssd, sdnn } from './time-domain.ts';
import { welchPowers } from './welch.ts';

/** All measures of one recording; units are in the names. */
export type HrvSummary = {
  /** Seconds of normal intervals, and what was removed to get them. */
  readonly seconds: number;
  readonly cleaning: CleaningReport;
  readonly meanHeartRatePerMinute: Measured;
  readonly sdnnMs: Measured;
  readonly rmssdMs: Measured;
  /** In % of `of` normal intervals. */
  readonly pnn50Percent: Measured & { readonly of?: number };
  readonly sd1Ms: Measured;
  readonly sd2Ms: Measured;
  readonly lombScargleMs2: Powers;
  readonly welchMs2: Powers;
  readonly dfaAlpha1: Measured & { readonly uncorrected?: number };
  readonly sampleEntropy: Measured;
};

export type Powers = BandPowers & { readonly lfOverHf: Measured };

const withRatio = (powers: BandPowers): Powers => ({ ...powers, lfOverHf: ratio(powers.lf, powers.hf) });

/** Heart rate variability of intervals that were cleaned. */
export function summariseNormal(normal: NormalIntervals): HrvSummary {
  const { sd1, sd2 } = poincare(normal);
  return {
    seconds: coveredSeconds(normal),
    cleaning: normal.report,
    meanHeartRatePerMinute: meanHeartRate(normal),
    sdnnMs: sdnn(normal),
    rmssdMs: rmssd(normal),
    pnn50Percent: pnn50(normal),
    sd1Ms: sd1,
    sd2Ms: sd2,
    lombScargleMs2: withRatio(lombScarglePowers(normal)),
    welchMs2: withRatio(welchPowers(normal)),
    dfaAlpha1: dfaAlpha1(normal),
    sampleEntropy: sampleEntropy(normal),
  };
}

/** Heart rate variability of intervals as recorded: cleaned first. */
export const summariseHrv = (intervals: Intervals): HrvSummary => summariseNormal(cleanIntervals(intervals));
