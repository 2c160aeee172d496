import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import { bootstrapIntervals, type Interval } from '#lib/evaluation/bootstrap.ts';
import { prepareIntegratedBrier } from '#lib/evaluation/brier.ts';
import { prepareCalibration } from '#lib/evaluation/calibration.ts';
import { prepareConcordance, prepareUnoConcordance } from '#lib/evaluation/concordance.ts';
import { type FollowUp, knownTo, type Weight } from '#lib/evaluation/follow-up.ts';
import { prepareNetBenefit } from '#lib/evaluation/net-benefit.ts';
import { type Predicted, risksOf } from './predict-rows.ts';

const STATISTICS = ['harrellC', 'unoC', 'integratedBrier', 'ici', 'e50', 'e90'] as const;

/** Net benefit of acting from a band's threshold on, beside that of acting on everybody. */
export type BandBenefit = {
  readonly band: 'intermediate' | 'high';
  readonly threshold: number;
  readonly model: Interval;
  readonly everybody: Interval;
};

/** How well predictions foretold what happened, with intervals over resampled patients. */
export type Measures = Readonly<Record<(typeof STATISTICS)[number], Interval>> & {
  readonly netBenefit: readonly BandBenefit[];
};

type Asked = {
  readonly horizonDays: number;
  readonly bands: SurvivalManifest['bands'];
  readonly samples: readonly Weight[];
};

/** @param followUps of the patients of the rows, counted from the landmark */
export function measurePredictions(
  predicted: Predicted,
  followUps: readonly FollowUp[],
  { horizonDays, bands, samples }: Asked,
): Measures {
  const known = knownTo(followUps, horizonDays);
  const risk = risksOf(predicted);
  const harrellC = prepareConcordance(predicted.logHazard, known);
  const unoC = prepareUnoConcordance(predicted.logHazard, known, horizonDays);
  const integratedBrier = prepareIntegratedBrier(predicted, known);
  const calibration = prepareCalibration(risk, known, horizonDays);
  const statistics = (weight: Weight) => ({
    harrellC: harrellC(weight),
    unoC: unoC(weight),
    integratedBrier: integratedBrier(weight),
    ...calibration(weight),
  });
  const everyone = risk.map(() => 1);
  const netBenefit = (['intermediate', 'high'] as const).map((band): BandBenefit => {
    const threshold = bands[band];
    const model = prepareNetBenefit(risk, known, horizonDays, threshold);
    const everybody = prepareNetBenefit(everyone, known, horizonDays, threshold);
    const both = (weight: Weight) => ({ model: model(weight), everybody: everybody(weight) });
    return { band, threshold, ...bootstrapIntervals(both, known.length, samples) };
  });
  return { ...bootstrapIntervals(statistics, known.length, samples), netBenefit };
}
