import type { UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { FeatureAttribution, ModalityAttribution, Scored } from '#lib/contract/risk-report.ts';
import { isTreatment, type KnownFeature, type ReasonWords, reasonWords } from './reason-words.ts';
import { slopeBetween } from './risk-slope.ts';

/** What one measure does to the risk, in the words of a clinician. */
export type Reason = ReasonWords & {
  readonly modality: string;
  readonly measure: string;
  /** Log-hazard; positive raises the risk. */
  readonly contribution: number;
  /** Change of the risk as a probability: .04 is four percentage points. */
  readonly points: number;
};

/** Why a risk differs from the model's baseline: `baselineRisk` + all `points` = `risk`. */
export type Reasons = {
  readonly baselineRisk: number;
  readonly risk: number;
  /** How the patient is; largest effect first. */
  readonly findings: readonly Reason[];
  /** What was prescribed, or not: what sicker patients are given, and no effect of it. Largest first. */
  readonly treatments: readonly Reason[];
};

type Explained = Pick<Scored, 'attributions' | 'sum' | 'risk'>;

/** From what is known of nobody to what is known of the patient. */
const slopeOf = ({ sum: { baseline, total, baselineRisk }, risk }: Explained): number =>
  slopeBetween({ logHazard: baseline, risk: baselineRisk }, { logHazard: total, risk });

const bySize = (a: Reason, b: Reason) => Math.abs(b.points) - Math.abs(a.points);

/** Every known measure as a reason. A measure of which nothing is known moves nothing. @param units of the values in words */
export function reasonsOf(explained: Explained, units: UnitSystem = 'conventional'): Reasons {
  const slope = slopeOf(explained);
  const wording = { units, sex: sexOf(explained.attributions) };
  const all = explained.attributions.flatMap(({ modality, features }) => {
    const measures = [...Map.groupBy(features, ({ measure }) => measure).values()];
    return measures.flatMap((measured) => {
      const known = measured.filter(isKnown);
      const headline = known.find(({ feature, measure }) => feature === `${measure}.last`) ?? known[0];
      if (!headline) return [];
      const contribution = measured.reduce((sum, feature) => sum + feature.contribution, 0);
      const told = { headline, trend: leadingTrend(known, headline), raises: contribution > 0 };
      const said = reasonWords(told, wording);
      const reason: Reason = {
        ...said,
        modality,
        measure: headline.measure,
        contribution,
        points: contribution * slope,
      };
      return [{ reason, treatment: isTreatment(headline) }];
    });
  });
  const pick = (wanted: boolean) =>
    all.flatMap(({ reason, treatment }) => (treatment === wanted ? [reason] : [])).toSorted(bySize);
  return {
    baselineRisk: explained.sum.baselineRisk,
    risk: explained.risk,
    findings: pick(false),
    treatments: pick(true),
  };
}

const isKnown = (feature: FeatureAttribution): feature is KnownFeature => feature.value !== null;

/** The slope, where it moved the risk more than the level and the same way as the measure as a whole. */
function leadingTrend(known: readonly KnownFeature[], level: KnownFeature): KnownFeature | null {
  const trend = known.find(({ feature, measure }) => feature === `${measure}.trend`);
  const leads = trend && Math.abs(trend.contribution) > Math.abs(level.contribution);
  return leads ? trend : null;
}

function sexOf(attributions: readonly ModalityAttribution[]): 'female' | 'male' | null {
  const features = attributions.flatMap((modality) => modality.features);
  const value = features.find(({ feature }) => feature === 'sex')?.value ?? null;
  if (value === null) return null;
  return value === 1 ? 'female' : 'male';
}

/** Half a percentage point: less is no main reason of anything. */
const MENTIONED = 0.005;

const listed = (reasons: readonly Reason[]): string => reasons.map(({ short }) => short).join(' and ');

/**
 * The reasons in one sentence without numbers of the risk, to stand after them: `mainly fast pulse and high CRP; against it
 * creatinine 0.9 mg/dL`. "Against" is whatever pulls the other way than the patient's risk went.
 */
export function reasonSentence({ baselineRisk, risk, findings }: Reasons): string {
  const counted = findings.filter(({ points }) => Math.abs(points) >= MENTIONED);
  const way = Math.sign(risk - baselineRisk);
  const main = counted.filter(({ points }) => Math.sign(points) === way).slice(0, 2);
  const against = counted.filter(({ points }) => Math.sign(points) === -way).slice(0, 1);
  if (main.length === 0) return 'no single finding moves it much';
  return `mainly ${listed(main)}${against.length > 0 ? `; against it ${listed(against)}` : ''}`;
}
