import { rhythmOf } from '../ecg/rhythm.ts';
import type { Measured, Unmeasured } from '../measured.ts';
import type { BandPowers } from './bands.ts';
import { cleanIntervals } from './clean-intervals.ts';
import { dfaAlpha1 } from './fluctuation.ts';
import { beatsOfIntervals, type CleaningReport, coveredSeconds, type Intervals } from './intervals.ts';
import { lombScarglePowers } from './lomb-scargle.ts';
import { rhythmRefusal, unlessRefused } from './rhythm-refusal.ts';
import { sampleEntropy } from './sample-entropy.ts';
import { sinusDoubt } from './sinus-doubt.ts';
import { meanHeartRate, pnn50, poincare, ratio, rmssd, sdnn } from './time-domain.ts';
import { welchPowers } from './welch.ts';

/** All measures of one recording; units are in the names. */
export type HrvSummary = {
  /** Seconds of normal intervals, and what was removed to get them. */
  readonly seconds: number;
  readonly cleaning: CleaningReport;
  /** Why its variability is held against no norm, as the end of `There is no normal range, because …`; `null`: it is. */
  readonly noNorm: string | null;
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

type Powers = BandPowers & { readonly lfOverHf: Measured };

type Told = <M extends Measured>(measured: M) => M | Unmeasured;

const powersOf = ({ vlf, lf, hf }: BandPowers, told: Told): Powers => ({
  vlf: told(vlf),
  lf: told(lf),
  hf: told(hf),
  lfOverHf: told(ratio(lf, hf)),
});

/** Heart rate variability of intervals as recorded: they are cleaned, and a rhythm that is not regular has none. */
export function summariseHrv(intervals: Intervals): HrvSummary {
  const normal = cleanIntervals(intervals);
  const rhythm = rhythmOf(beatsOfIntervals(intervals));
  const refusal = rhythmRefusal(rhythm);
  const told: Told = (measured) => unlessRefused(measured, refusal);
  const { sd1, sd2 } = poincare(normal);
  return {
    seconds: coveredSeconds(normal),
    cleaning: normal.report,
    noNorm: sinusDoubt(rhythm, normal),
    meanHeartRatePerMinute: meanHeartRate(normal),
    sdnnMs: told(sdnn(normal)),
    rmssdMs: told(rmssd(normal)),
    pnn50Percent: told(pnn50(normal)),
    sd1Ms: told(sd1),
    sd2Ms: told(sd2),
    lombScargleMs2: powersOf(lombScarglePowers(normal), told),
    welchMs2: powersOf(welchPowers(normal), told),
    dfaAlpha1: told(dfaAlpha1(normal)),
    sampleEntropy: told(sampleEntropy(normal)),
  };
}
