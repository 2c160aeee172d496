'use client';

import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { scaleBetween } from '#components/ui/plot-scale.ts';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { DriftRow } from '#lib/monitoring/drift.ts';
import { furthestRows, reachOf } from './drift-groups.ts';
import classes from './monitor.module.css';
import { testText } from './monitor-text.ts';

const ROW = 24;
const TOP = 26;
/** Pixels for labels and for what is said of an alarm, and letters of a label: on a wide screen, and on a phone. */
const WIDE = { label: 170, right: 92, letters: 24, edge: '1: edge of healthy', tellsReach: true };
const NARROW = { label: 122, right: 52, letters: 16, edge: '1', tellsReach: false };
const NARROW_BELOW = 460;
type Room = typeof WIDE;
/** Further out a dot stands at the end, with its number. */
const FARTHEST = 3;

/** For each feature how far it reaches beyond what is usual of healthy windows. */
export function BandPlot({ title, rows }: { title: string; rows: readonly DriftRow[] }) {
  const shown = furthestRows(rows);
  return (
    <PlotFrame
      label={`${title}: how far each reaches beyond healthy windows; the numbers are in the table view`}
      height={TOP + shown.length * ROW + 4}
      className={classes.plot}
    >
      {(width) => {
        const room = width < NARROW_BELOW ? NARROW : WIDE;
        const x = scaleBetween(0, FARTHEST, room.label, width - room.right);
        return (
          <>
            <text className={classes.axis} x={room.label} y={14}>
              0
            </text>
            <text className={classes.axis} x={x(1)} y={14} textAnchor="middle">
              {room.edge}
            </text>
            {shown.map((row, at) => (
              <BandRow key={row.feature} row={row} y={TOP + at * ROW} x={x} room={room} />
            ))}
          </>
        );
      }}
    </PlotFrame>
  );
}

type BandRowProps = {
  readonly row: DriftRow;
  readonly y: number;
  readonly x: (reach: number) => number;
  readonly room: Room;
};

/** The band of healthy windows, and where this one is; an alarm is a diamond and says so. */
function BandRow({ row, y, x, room }: BandRowProps) {
  const reach = reachOf(row);
  const end = x(FARTHEST);
  const at = x(Math.min(FARTHEST, reach));
  const middle = y + ROW / 2;
  return (
    <g>
      <title>{`${row.label}, ${testText(row.test)}: ${numberText(row.value, 3)}; healthy up to ${numberText(row.band, 3)}`}</title>
      <text className={classes.label} x={0} y={middle + 4}>
        {row.label.length > room.letters ? `${row.label.slice(0, room.letters - 1)}…` : row.label}
      </text>
      <rect className={classes.band} x={x(0)} width={x(1) - x(0)} y={y + 4} height={ROW - 8} />
      <line className={classes.track} x1={x(0)} x2={end} y1={middle} y2={middle} />
      {row.alarm ? (
        <path className={classes.alarm} d={`M${at},${middle - 7}l7,7l-7,7l-7,-7z`} />
      ) : (
        <circle className={classes.dot} cx={at} cy={middle} r="4.5" />
      )}
      <text className={row.alarm ? classes.alarmText : classes.axis} x={end + 12} y={middle + 4}>
        {row.alarm ? 'alarm' : ''}
        {room.tellsReach && reach > FARTHEST ? ` ${numberText(reach, 0)}×` : ''}
      </text>
    </g>
  );
}
