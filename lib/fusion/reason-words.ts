// A measure's value in the words of a clinician, to stand within a sentence or a list.
import type { Analyte } from '#lib/clinical/analytes.ts';
import { nameBesideUnit, unitBesideLabel } from '#lib/clinical/label-and-unit.ts';
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

type Described = Pick<Feature<never>, 'id' | 'phrase' | 'short' | 'treatment'>;

const described: ReadonlyMap<string, Described> = new Map(
  Object.values(modalities).flatMap(({ features }: { readonly features: readonly Described[] }) =>
    features.map((feature): [string, Described] => [feature.id, feature]),
  ),
);

/** Whether a feature says what was prescribed, rather than how the patient is. */
export const isTreatment = ({ feature }: FeatureAttribution): boolean =>
  described.get(feature)?.treatment === true;

/** A value in the words of a clinician; `null`: its feature has none of its own. */
export const phraseOf = (feature: string, value: number): string | null =>
  described.get(feature)?.phrase?.(value) ?? null;

export type ReasonWords = {
  /** With value and unit: `CRP 34 mg/L, high, rising`. */
  readonly words: string;
  /** For lists: `high CRP`; a finding beyond its limits that lowers the risk with its value, as "high" would mislead. */
  readonly short: string;
  /** The value alone, to be set beside an earlier one; `null`: it is said in words, not in a number. */
  readonly value: string | null;
};

/** A known feature: its value is no `null`. */
export type KnownFeature = FeatureAttribution & { readonly value: number };

/** How a reader wants values, and whose limits they are judged by. */
export type Wording = {
  readonly units: UnitSystem;
  /** For limits that differ by it; `null`: unknown. */
  readonly sex: Sex | null;
};

export type Told = {
  /** The feature that stands for the measure. */
  readonly headline: KnownFeature;
  /** The measure's slope where that moved the risk more than its level. */
  readonly trend: KnownFeature | null;
  /** The measure as a whole raises the risk. */
  readonly raises: boolean;
};

/** What is said of a measure. */
export function reasonWords({ headline, trend, raises }: Told, wording: Wording): ReasonWords {
  const analyte = analyteOf(headline.measure);
  if (analyte && headline.feature === `${analyte.id}.last`)
    return analyteWords(analyte, { value: headline.value, perDay: trend?.value ?? 0, raises }, wording);
  const { feature, label, value, unit } = headline;
  const words =
    phraseOf(feature, value) ??
    `${nameBesideUnit(label, unit)} ${plainText(value, unitBesideLabel(label, unit))}`;
  return { words, short: described.get(feature)?.short?.(value) ?? words, value: null };
}

function courseOf(perDay: number): string | null {
  if (perDay === 0) return null;
  return perDay > 0 ? 'rising' : 'falling';
}

type Level = { readonly value: number; readonly perDay: number; readonly raises: boolean };

function analyteWords(
  analyte: Analyte,
  { value, perDay, raises }: Level,
  { units, sex }: Wording,
): ReasonWords {
  const flag = flagOf(value, rangeFor(analyte, sex));
  const name = analyte.called?.short ?? lowerFirst(analyte.label);
  const number = analyteText(analyte, value, units);
  const quantity = `${name} ${number}`;
  const course = courseOf(perDay);
  const beyond = flag === 'high' || flag === 'low' ? flag : null;
  const said = {
    words: [quantity, beyond, course].filter((part) => part !== null).join(', '),
    value: number,
  };
  if (beyond)
    return { ...said, short: raises ? (analyte.called?.[beyond] ?? `${beyond} ${name}`) : quantity };
  return { ...said, short: course ? `${course} ${name}` : quantity };
}
