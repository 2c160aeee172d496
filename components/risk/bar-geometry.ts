// Where a contribution's bar lies on an axis whose middle is "no effect".

/** Per cent of the axis' width. */
type Span = { readonly left: number; readonly width: number };

const RATIOS = [1.05, 1.1, 1.25, 1.5, 2, 3, 4, 8, 16];

/** Half the axis' length in log-hazard: the largest contribution, and never so short that noise fills it. */
export function axisLimit(contributions: readonly number[]): number {
  return Math.max(Math.log(1.1), ...contributions.map(Math.abs)) * 1.04;
}

/** The bar from the middle to `contribution`. */
export function barSpan(contribution: number, limit: number): Span {
  const share = Math.min(1, Math.abs(contribution) / limit) * 50;
  return { left: contribution < 0 ? 50 - share : 50, width: share };
}

/** Hazard-ratio gridlines: the roundest pair that fits, and 1 between them. `at` is per cent of the width. */
export function ratioTicks(limit: number): readonly { readonly ratio: number; readonly at: number }[] {
  const ratio = RATIOS.findLast((candidate) => Math.log(candidate) <= limit) ?? 1.05;
  const at = (Math.log(ratio) / limit) * 50;
  return [
    { ratio: 1 / ratio, at: 50 - at },
    { ratio: 1, at: 50 },
    { ratio, at: 50 + at },
  ];
}
