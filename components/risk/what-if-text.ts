// A what-if question in words.
import { nameBesideUnit, unitBesideLabel } from '#lib/clinical/label-and-unit.ts';
import { featureText, lowerFirst, type UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { Source } from '#lib/fusion/sources.ts';
import type { WhatIf } from '#lib/fusion/what-if.ts';
import type { Slider } from '#lib/fusion/what-if-sliders.ts';

/** `without the echocardiogram; potassium 5.2 mmol/L`. */
export function whatIfText(
  { left, supposed }: WhatIf,
  sources: readonly Source[],
  sliders: readonly Slider[],
  units: UnitSystem,
): string {
  const gone = sources.filter(({ id }) => left.includes(id)).map(({ label }) => `the ${lowerFirst(label)}`);
  const values = sliders.flatMap((slider) => {
    const value = supposed[slider.feature];
    if (value === undefined) return [];
    const { label, unit } = slider;
    const text = featureText({ ...slider, unit: unitBesideLabel(label, unit) }, value, units);
    return [`${nameBesideUnit(label, unit)} ${text}`];
  });
  return [...(gone.length > 0 ? [`without ${gone.join(' and ')}`] : []), ...values].join('; ');
}

/** The same question with a source left out, or back in. */
export const toggled = ({ left, supposed }: WhatIf, source: string): WhatIf => ({
  left: left.includes(source) ? left.filter((id) => id !== source) : [...left, source],
  supposed,
});

/** The same question with another value; its own value is no question. */
export function moved({ left, supposed }: WhatIf, { feature, value, step }: Slider, to: number): WhatIf {
  const { [feature]: _before, ...others } = supposed;
  const isOwn = value !== null && Math.abs(to - value) < step / 2;
  return { left, supposed: isOwn ? others : { ...others, [feature]: to } };
}
