// Attributions as the screen lists them: features summed by what they measure, largest effect first.
import { analyteOf } from '#lib/clinical/quantity-text.ts';
import type { FeatureAttribution, ModalityAttribution } from '#lib/contract/risk-report.ts';

export type MeasureRow = {
  readonly measure: string;
  readonly label: string;
  readonly group: string;
  /** Log-hazard; the sum over `features`, as Shapley values add up. */
  readonly contribution: number;
  /** The observed feature that best stands for the measure: its level, else its first known feature. */
  readonly headline: FeatureAttribution;
  /** Observed features only, largest effect first. */
  readonly features: readonly FeatureAttribution[];
};

export type ModalityRows = {
  readonly modality: string;
  readonly label: string;
  readonly contribution: number;
  readonly measures: readonly MeasureRow[];
};

const bySize = (a: { contribution: number }, b: { contribution: number }) =>
  Math.abs(b.contribution) - Math.abs(a.contribution);

function measureRow(measure: string, all: readonly FeatureAttribution[]): MeasureRow | null {
  const observed = all.filter((feature) => feature.value !== null);
  const headline = observed.find((feature) => feature.feature === `${measure}.last`) ?? observed[0];
  if (!headline) return null;
  return {
    measure,
    label: analyteOf(measure)?.label ?? headline.label,
    group: headline.group,
    contribution: all.reduce((sum, feature) => sum + feature.contribution, 0),
    headline,
    features: observed.toSorted(bySize),
  };
}

/** One entry per modality; measures without any observed feature are absent (they contribute nothing by definition). */
export function modalityRows(attributions: readonly ModalityAttribution[]): readonly ModalityRows[] {
  return attributions.map(({ modality, label, contribution, features }) => {
    const measures = Map.groupBy(features, (feature) => feature.measure);
    const rows = [...measures].flatMap(([measure, all]) => measureRow(measure, all) ?? []);
    return { modality, label, contribution, measures: rows.toSorted(bySize) };
  });
}
