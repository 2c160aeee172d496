// All reasons as the list behind "show all" has them: by modality, what moves the risk most first.
import type { Scored } from '#lib/contract/risk-report.ts';
import type { Reason, Reasons } from '#lib/fusion/reasons.ts';

export type ReasonGroup = {
  readonly modality: string;
  readonly label: string;
  /** Change of the risk as a probability, all its reasons together. */
  readonly points: number;
  readonly reasons: readonly Reason[];
};

const bySize = (a: { readonly points: number }, b: { readonly points: number }) =>
  Math.abs(b.points) - Math.abs(a.points);

/** Findings and treatments together, each once; a modality of which nothing is known is absent. */
export function reasonGroups(
  { findings, treatments }: Pick<Reasons, 'findings' | 'treatments'>,
  attributions: Scored['attributions'],
): readonly ReasonGroup[] {
  const labels = new Map(attributions.map(({ modality, label }) => [modality, label]));
  const byModality = Map.groupBy([...findings, ...treatments], ({ modality }) => modality);
  return [...byModality]
    .map(([modality, reasons]) => ({
      modality,
      label: labels.get(modality) ?? modality,
      points: reasons.reduce((sum, { points }) => sum + points, 0),
      reasons: reasons.toSorted(bySize),
    }))
    .toSorted(bySize);
}
