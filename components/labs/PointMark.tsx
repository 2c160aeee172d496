import type { Flag } from '#lib/clinical/reference-range.ts';
import { FLAG_TEXT } from './flag-text.ts';
import classes from './labs.module.css';

type MarkShapeProps = {
  readonly x: number;
  readonly y: number;
  readonly flag: Flag;
  readonly hollow?: boolean;
};

const SHAPES: Record<Flag, string> = {
  high: 'M0,-5.2 L4.8,3.4 L-4.8,3.4 Z',
  low: 'M0,5.2 L4.8,-3.4 L-4.8,-3.4 Z',
  normal: 'M-3.4,0 A3.4,3.4 0 1 0 3.4,0 A3.4,3.4 0 1 0 -3.4,0 Z',
  unranged: 'M-3.2,-3.2 H3.2 V3.2 H-3.2 Z',
  unreadable: 'M-3.4,-3.4 L3.4,3.4 M3.4,-3.4 L-3.4,3.4',
};

/** A result's mark inside an SVG: triangle up is high, down is low, circle in range, square without a range, cross not read. */
export function MarkShape({ x, y, flag, hollow = false }: MarkShapeProps) {
  return (
    <path
      d={SHAPES[flag]}
      transform={`translate(${x} ${y})`}
      className={classes.mark}
      data-flag={flag}
      data-hollow={hollow || undefined}
    />
  );
}

/** The mark beside its meaning in words. */
export function FlagLabel({ flag }: { readonly flag: Flag }) {
  return (
    <span className={classes.flag} data-flag={flag}>
      <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
        <MarkShape x={0} y={0} flag={flag} />
      </svg>
      {FLAG_TEXT[flag]}
    </span>
  );
}
