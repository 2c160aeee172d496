// Values of a profile in two columns of a table.
import { featureText, numberText, type UnitSystem, upperFirst } from '#lib/clinical/quantity-text.ts';
import { describedFeature } from '#lib/similarity/pair-text.ts';

export type ValueWord = {
  /** As at the beginning of a line: `C-reactive protein`. */
  readonly label: string;
  /** With its unit. */
  readonly text: (value: number, units: UnitSystem) => string;
};

const PROBABILITY = /, probability$/;
/** Axes of genotypes have no name that a clinician knows. */
const NAMELESS = /^genotype\.axis-/;

/** Words of a value by its view and id; findings stand in a profile without the name of their picture. `null`: it is not shown. */
export function valueWord(view: string, id: string): ValueWord | null {
  const feature = describedFeature(id) ?? describedFeature(`${view}.${id}`);
  if (!feature || NAMELESS.test(id)) return null;
  const { id: named, label, measure, unit } = feature;
  if (PROBABILITY.test(label))
    return {
      label: upperFirst(label.replace(PROBABILITY, '')),
      text: (value) => `${numberText(100 * value, 0)}\u00a0% likely`,
    };
  return {
    label: upperFirst(label),
    text: (value, units) => featureText({ feature: named, measure, unit }, value, units),
  };
}
