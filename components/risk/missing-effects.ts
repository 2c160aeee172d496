// What each missing input would do: order and words.
import {
  analyteOf,
  analyteText,
  displayUnit,
  featureText,
  type UnitSystem,
} from '#lib/clinical/quantity-text.ts';
import type { MissingInput } from '#lib/contract/risk-report.ts';
import { type Bands, percentText, rangeText } from './risk-text.ts';

/** The present risk, and the bands that its digits must not contradict. */
export type PresentRisk = { readonly risk: number; readonly bands?: Bands };

const spread = ({ effect }: MissingInput): number => {
  if (effect?.range) return effect.range.high - effect.range.low;
  const risks = effect?.at.map((point) => point.risk) ?? [];
  return risks.length === 0 ? 0 : Math.max(...risks) - Math.min(...risks);
};

/** Those that could move the risk most come first. */
export const byEffect = (missing: readonly MissingInput[]): readonly MissingInput[] =>
  missing.toSorted((a, b) => spread(b) - spread(a));

/** Three significant digits: a plausible value is no measured one. */
const rounded = (value: number): number => (Math.abs(value) < 1000 ? value : Number(value.toPrecision(3)));

/** A plausible value in words, e.g. `900 pg/mL`. */
function plausibleText(input: MissingInput, value: number, system: UnitSystem): string {
  const analyte = analyteOf(input.measure);
  if (analyte && input.effect?.unit === analyte.unit) {
    const { factor } = displayUnit(analyte, system);
    return analyteText(analyte, rounded(value * factor) / factor, system);
  }
  const feature = input.features.find((id) => id.endsWith('.last')) ?? input.features[0] ?? input.measure;
  return featureText({ feature, measure: input.measure, unit: input.effect?.unit ?? '1' }, value, system);
}

/** Whose values these are, where either of two analytes would close the gap. */
const nameOf = ({ measure, label }: MissingInput): string => {
  const own = analyteOf(measure)?.label ?? label;
  return own === label ? '' : `${own} `;
};

/** `When it is measured, the risk comes to lie at 18–44 %`; `null`: the model does not say. */
export const willLieText = ({ effect }: MissingInput): string | null =>
  effect?.range
    ? `When it is measured, the risk comes to lie at ${rangeText(effect.range.low, effect.range.high)}`
    : null;

/** `28 % now; 19 % if NT-proBNP 900 pg/mL, 41 % if 12,000 pg/mL`: the outer two of the plausible values. */
export function effectText(
  input: MissingInput,
  { risk, bands }: PresentRisk,
  system: UnitSystem,
): string | null {
  const points = input.effect?.at ?? [];
  const outer = points.length > 2 ? [points[0], points.at(-1)] : points;
  const parts = outer.flatMap((point, k) => {
    if (!point) return [];
    const named = `${k === 0 ? nameOf(input) : ''}${plausibleText(input, point.value, system)}`;
    return [`${percentText(point.risk, bands)} if ${named}`];
  });
  return parts.length === 0 ? null : `${percentText(risk, bands)} now; ${parts.join(', ')}`;
}
