'use client';

import classes from './CursorLine.module.css';
import { useCursorWithin } from './time-cursor.ts';

type CursorLineProps = {
  /** What the chart shows, ms since the epoch. */
  readonly from: number;
  readonly to: number;
  /** CSS pixels from the edges of the chart to its plot. */
  readonly left: number;
  readonly right: number;
};

/** The page's shared moment as a line over one chart; it moves without the chart being drawn again. */
export function CursorLine({ from, to, left, right }: CursorLineProps) {
  const at = useCursorWithin(from, to);
  if (at === null) return null;
  const share = (at - from) / (to - from);
  const insetInlineStart = `calc(${left}px + (100% - ${left + right}px) * ${share})`;
  return <span className={classes.line} style={{ insetInlineStart }} aria-hidden />;
}
