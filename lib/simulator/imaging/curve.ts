/** Knots of a curve through which an anatomical border runs: position, then value; positions ascending. */
export type Knots = readonly (readonly [number, number])[];

/** Slopes that never overshoot a knot: Fritsch FN, Butland J. SIAM J Sci Stat Comput 1984;5:300–304. */
function slopes(knots: Knots): number[] {
  const steps = knots.slice(1).map(([x, y], i) => {
    const [before, value] = knots[i] ?? [0, 0];
    return { width: x - before, slope: (y - value) / (x - before) };
  });
  return knots.map((_, i) => {
    const left = steps[i - 1];
    const right = steps[i];
    if (!left || !right) return (left ?? right)?.slope ?? 0;
    if (left.slope * right.slope <= 0) return 0;
    const w1 = 2 * right.width + left.width;
    const w2 = right.width + 2 * left.width;
    return (w1 + w2) / (w1 / left.slope + w2 / right.slope);
  });
}

/**
 * Smooth curve through the knots that keeps their maxima and minima exactly, so that a width laid down in a knot is
 * the width in the picture. Constant beyond the ends.
 */
export function smoothCurve(knots: Knots): (x: number) => number {
  const slope = slopes(knots);
  const [firstX, firstY] = knots[0] ?? [0, 0];
  const [lastX, lastY] = knots.at(-1) ?? [0, 0];
  return (x) => {
    if (x <= firstX) return firstY;
    if (x >= lastX) return lastY;
    const i = knots.findIndex(([position]) => position > x) - 1;
    const [x0, y0] = knots[i] ?? [0, 0];
    const [x1, y1] = knots[i + 1] ?? [1, 0];
    const h = x1 - x0;
    const t = (x - x0) / h;
    const rise = y1 - y0;
    const a = (slope[i] ?? 0) * h - rise;
    const b = rise - (slope[i + 1] ?? 0) * h;
    return y0 + t * rise + t * (1 - t) * (a * (1 - t) + b * t);
  };
}
