// A measure's value in the words of a clinician, to stand within a sentence or a list.
import type { Analyte } from '#lib/clinical/analytes.ts';
import {
  analyteOf,
  analyteText,
  lowerFirst,
  plainText,
  type UnitSystem,
} from '#lib/clinical/quantity-text.ts';
import { flagOf, rangeFor } from '#lib/clinical/reference-range.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { Feature } from '#lib/contract/feature.ts';
import type { FeatureAttribution } from '#lib/contract/risk-report.ts';
import { modalities } from '#lib/modalities/index.ts';

type Described = Pick<Feature<never>, 'id' | 'phrase' | 'treatment'>;

const described: ReadonlyMap<string, Described> = new Map(
  Object.values(modalities).flatMap(({ features }: { readonly features: readonly Described[] }) =>
    features.map((feature): [string, Described] => [feature.id, feature]),
  ),
);

/** Whether a feature says what was prescribed, rather than how the patient is. */
export const isTreatment = ({ feature }: FeatureAttribution): boolean =>
  described.get(feature)?.treatment === true;

export type ReasonWords = {
  /** With value and unit: `CRP 34 mg/L, high, rising`. */
  readonly words: string;
  /** For lists: `high CRP`. */
  readonly short: string;
};

/** A known feature: its value is no `null`. */
export type KnownFeature = FeatureAttribution & { readonly value: number };

/** How a reader wants values, and whose limits they are judged by. */
export type Wording = {
  readonly units: UnitSystem;
  /** For limits that differ by it; `null`: unknown. */
  readonly sex: Sex | null;
};

/**
 * @param headline the feature that stands for the measure
 * @param trend the measure's slope where that moved the risk more than its level
 */
export function reasonWords(
  headline: KnownFeature,
  trend: KnownFeature | null,
  wording: Wording,
): ReasonWords {
  const analyte = analyteOf(headline.measure);
  if (analyte && headline.feature === `${analyte.id}.last`)
    return analyteWords(analyte, headline.value, trend?.value ?? 0, wording);
  const { feature, label, value, unit } = headline;
  const words = described.get(feature)?.phrase?.(value) ?? `${lowerFirst(label)} ${plainText(value, unit)}`;
  return { words, short: words };
}

function analyteWords(analyte: Analyte, value: number, perDay: number, { units, sex }: Wording): ReasonWords {
  const flag = flagOf(value, rangeFor(analyte, sex));
  const name = analyte.called?.short ?? lowerFirst(analyte.label);
  const quantity = `${name} ${analyteText(analyte, value, units)}`;
  const course = perDay > 0 ? 'rising' : perDay < 0 ? 'falling' : null;
  const beyond = flag === 'high' || flag === 'low' ? flag : null;
  const words = [quantity, beyond, course].filter((part) => part !== null).join(', ');
  if (beyond) return { words, short: analyte.called?.[beyond] ?? `${beyond} ${name}` };
  return { words, short: course ? `${course} ${name}` : quantity };
}
