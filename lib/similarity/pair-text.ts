// A value of two patients in the words of a clinician.
import { nameBesideUnit, unitBesideLabel } from '#lib/clinical/label-and-unit.ts';
import {
  analyteOf,
  analyteText,
  lowerFirst,
  numberText,
  plainText,
  type UnitSystem,
} from '#lib/clinical/quantity-text.ts';
import type { Feature } from '#lib/contract/feature.ts';
import { modalities } from '#lib/modalities/index.ts';

type Described = Pick<Feature<never>, 'id' | 'label' | 'measure' | 'unit' | 'plausible' | 'phrase'>;

const described: ReadonlyMap<string, Described> = new Map(
  Object.values(modalities).flatMap(({ features }: { readonly features: readonly Described[] }) =>
    features.map((feature): [string, Described] => [feature.id, feature]),
  ),
);

/** What the modalities say of a feature; `undefined`: it is none. */
export const describedFeature = (id: string): Described | undefined => described.get(id);

const NBSP = '\u00a0';

/** Two texts behind one name: `182 and 175 mg/L`, `136 mmol/L in both`. */
function joined(first: string, second: string): string {
  if (first === second) return `${first} in both`;
  const [number = '', ...unit] = first.split(NBSP);
  const [other = '', ...otherUnit] = second.split(NBSP);
  const same = unit.length > 0 && unit.join(NBSP) === otherUnit.join(NBSP);
  return same ? `${number} and ${other}${NBSP}${unit.join(NBSP)}` : `${first} and ${second}`;
}

/** How a value is named and written. */
function parts(feature: Described, units: UnitSystem): [name: string, text: (value: number) => string] {
  const { id, label, measure, unit } = feature;
  const analyte = analyteOf(measure);
  if (analyte && id === `${analyte.id}.last`)
    return [
      analyte.called?.short ?? lowerFirst(analyte.label),
      (value) => analyteText(analyte, value, units),
    ];
  if (id === 'polygenic.standardised')
    return ['polygenic score', (value) => `${numberText(value, 1)}${NBSP}standard deviations`];
  if (label.endsWith(', probability')) {
    const name = lowerFirst(label.replace(/, probability$/, ''));
    return [name, (value) => `${numberText(100 * value, 0)}${NBSP}% likely`];
  }
  if (label.endsWith(', extent'))
    return [
      `extent of ${lowerFirst(label.replace(/, extent$/, ''))}`,
      (value) => `${numberText(value, 0)}${NBSP}%`,
    ];
  return [nameBesideUnit(label, unit), (value) => plainText(value, unitBesideLabel(label, unit))];
}

/** Yes or no, said in a phrase and not in a number. */
const isFlag = ({ unit, plausible: [low, high], phrase, label }: Described): boolean =>
  unit === '1' && low === 0 && high === 1 && phrase !== undefined && !label.endsWith(', probability');

/** One patient's value: `procalcitonin 1.0 ng/mL`. */
export function valueText(feature: Described, value: number, units: UnitSystem): string {
  if (isFlag(feature) && feature.phrase) return feature.phrase(value);
  const [name, text] = parts(feature, units);
  return `${name} ${text(value)}`;
}

/** The values of a patient and of a neighbour: `CRP 182 and 175 mg/L`. */
export function pairText(feature: Described, own: number, other: number, units: UnitSystem): string {
  if (isFlag(feature) && feature.phrase)
    return own === other
      ? `${feature.phrase(own)}, both`
      : `${feature.phrase(own)}; the neighbour: ${feature.phrase(other)}`;
  const [name, text] = parts(feature, units);
  return `${name} ${joined(text(own), text(other))}`;
}
