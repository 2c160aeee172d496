const [total, axis, left, top, right] = [158, 22, 46, 18, 12];

/** Pixels of a trend chart's frame: the drawing and the pointer must agree on where the plot lies. */
export const PLOT = {
  total,
  axis,
  left,
  top,
  height: total - axis - top,
  margin: { top, right, bottom: 0, left: 0 },
} as const;

/** The time (ms) under a pointer `x` pixels from the left edge of a chart `width` pixels wide. */
export function timeUnder(x: number, width: number, { from, to }: { from: number; to: number }): number {
  const share = (x - left) / Math.max(1, width - left - right);
  return from + Math.min(1, Math.max(0, share)) * (to - from);
}
