import type { PlotBox } from '#components/ui/plot-scale.ts';

const [total, axis, left, top, right] = [158, 22, 46, 18, 12];

/** Pixels of a trend chart's frame: the drawing and the pointer must agree on where the plot lies. */
export const PLOT = {
  total,
  axis,
  left,
  top,
  right,
  height: total - axis - top,
} as const;

/** The plot in a picture so many pixels wide. */
export const plotBox = (width: number): PlotBox => ({
  left,
  right: width - right,
  top,
  bottom: total - axis,
});

/** The time (ms) under a pointer `x` pixels from the left edge of a chart `width` pixels wide. */
export function timeUnder(x: number, width: number, { from, to }: { from: number; to: number }): number {
  const share = (x - left) / Math.max(1, width - left - right);
  return from + Math.min(1, Math.max(0, share)) * (to - from);
}
