// The way from the model's baseline to the risk, a bar a reason, each beginning where the one before it ends.
import type { Reason, Reasons } from '#lib/fusion/reasons.ts';

export type WaterfallRow = {
  readonly key: string;
  readonly kind: 'baseline' | 'finding' | 'others' | 'treatments' | 'risk';
  /** What the row stands for: one finding, or all that are drawn together. */
  readonly reasons: readonly Reason[];
  /** Change of the risk as a probability; a total's is the total. */
  readonly points: number;
  /** Risk before and after, as probabilities. */
  readonly from: number;
  readonly to: number;
};

const sumOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, { points }) => sum + points, 0);

/** Baseline, the `count` strongest findings, the others together, treatments together, and the risk. Nothing is left out. */
export function waterfallRows(
  { baselineRisk, risk, findings, treatments }: Reasons,
  count: number,
): readonly WaterfallRow[] {
  const steps = [
    ...findings
      .slice(0, count)
      .map((finding) => ({ key: finding.measure, kind: 'finding' as const, reasons: [finding] })),
    { key: 'others', kind: 'others' as const, reasons: findings.slice(count) },
    { key: 'treatments', kind: 'treatments' as const, reasons: treatments },
  ].filter(({ reasons }) => reasons.length > 0);
  const rows: WaterfallRow[] = [
    { key: 'baseline', kind: 'baseline', reasons: [], points: baselineRisk, from: 0, to: baselineRisk },
  ];
  let before = baselineRisk;
  for (const step of steps) {
    const points = sumOf(step.reasons);
    rows.push({ ...step, points, from: before, to: before + points });
    before += points;
  }
  return [...rows, { key: 'risk', kind: 'risk', reasons: [], points: risk, from: 0, to: risk }];
}

/** The axis that holds all bars: from 0, or below where bars reach, to the next 10 % above them. */
export function waterfallAxis(rows: readonly WaterfallRow[]): {
  readonly low: number;
  readonly high: number;
} {
  const ends = rows.flatMap(({ from, to }) => [from, to]);
  return {
    low: Math.min(0, Math.floor(Math.min(...ends) * 10) / 10),
    high: Math.max(0.1, Math.ceil(Math.max(...ends) * 10) / 10),
  };
}

/** Where a bar lies, in per cent of the axis' width. */
export function waterfallSpan(
  { from, to }: Pick<WaterfallRow, 'from' | 'to'>,
  { low, high }: ReturnType<typeof waterfallAxis>,
): { readonly left: number; readonly width: number } {
  const share = 100 / (high - low);
  return { left: (Math.min(from, to) - low) * share, width: Math.abs(to - from) * share };
}
