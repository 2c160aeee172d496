// Which measures a reader may suppose another value of, and between which.
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { FeatureAttribution, Scored } from '#lib/contract/risk-report.ts';
import { isTreatment } from './reason-words.ts';
import { reasonsOf } from './reasons.ts';

/** One measure that can be supposed, in the unit of its feature. */
export type Slider = Pick<FeatureAttribution, 'feature' | 'measure' | 'label' | 'unit'> & {
  readonly modality: string;
  /** `null`: not known. */
  readonly value: number | null;
  /** The 10th and the 90th percentile of the training patients, stretched to hold the value. */
  readonly low: number;
  readonly high: number;
  readonly step: number;
};

const EJECTION_FRACTION = 'echo.ejection-fraction';
/** What nobody measures again: who somebody is, where they have been, what they suffer from, what they were given. */
const SETTLED = new Set(['Demographics', 'Hospital stays', 'Comorbidities', 'Medication', 'Genome']);
const STEPS = 100;

/** One, two or five times a power of ten: about a hundredth of the range. */
export function stepOf(low: number, high: number): number {
  const rough = (high - low) / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = rough / power;
  const round = [1, 2, 5].find((candidate) => size <= candidate) ?? 10;
  return Number((round * power).toPrecision(1));
}

const isHeadline = ({ feature, measure }: FeatureAttribution): boolean =>
  feature === `${measure}.last` || !/\.(trend|hours-since)$/.test(feature);

type Asked = Pick<Scored, 'attributions' | 'sum' | 'risk'>;

/** The measures behind the strongest reasons, at most `count`, and the ejection fraction where the model reads it. */
export function slidersOf(
  report: Asked,
  { quantiles }: Pick<SurvivalManifest, 'quantiles'>,
  count: number,
): readonly Slider[] {
  const candidates = report.attributions.flatMap(({ modality, features }) =>
    features.filter(isHeadline).flatMap((attribution): Slider[] => {
      const { feature, measure, label, unit, value, group } = attribution;
      const range = quantiles[feature];
      if (!range || !(range.p10 < range.p90) || SETTLED.has(group) || isTreatment(attribution)) return [];
      const low = Math.min(range.p10, value ?? range.p10);
      const high = Math.max(range.p90, value ?? range.p90);
      return [{ modality, feature, measure, label, unit, value, low, high, step: stepOf(low, high) }];
    }),
  );
  const known = reasonsOf(report).findings.flatMap(({ modality, measure }) => {
    const own = candidates.find((one) => one.modality === modality && one.measure === measure);
    return own && own.value !== null && own.feature !== EJECTION_FRACTION ? [own] : [];
  });
  const ejection = candidates.filter(({ feature }) => feature === EJECTION_FRACTION);
  return [...ejection, ...known.slice(0, count - ejection.length)];
}
