// A label and a value side by side, of which neither says again what the other says.
import { lowerFirst } from './quantity-text.ts';

/** Rates as labels say them, by the end of the UCUM unit that says them again. */
const RATES: readonly (readonly [unit: RegExp, said: RegExp])[] = [
  [/\/h$/, / an hour\b/],
  [/\/d$/, / a day\b/],
];

/** What a UCUM unit counts, e.g. `steps` of `{steps}/d`. */
const COUNTED = /^\{(\w+)\}/;

/** A label within a sentence, before a value with its unit: `Steps a day` in `{steps}/d` → `steps`. */
export const nameBesideUnit = (label: string, unit: string): string =>
  lowerFirst(RATES.reduce((name, [rate, said]) => (rate.test(unit) ? name.replace(said, '') : name), label));

/** The UCUM unit of a value that stands beside its label: `{steps}/d` after `steps` → `/d`. */
export function unitBesideLabel(label: string, unit: string): string {
  const [, counted] = COUNTED.exec(unit) ?? [];
  return counted !== undefined && label.toLowerCase().split(/\W+/).includes(counted)
    ? unit.replace(COUNTED, '')
    : unit;
}
