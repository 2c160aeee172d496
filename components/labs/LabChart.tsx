'use client';

import {
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { displayUnit, numberText, type UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { Admission } from '#lib/contract/patient-record.ts';
import { timeTicks, valueAxis, valueSpan } from './axis-ticks.ts';
import { PLOT } from './chart-frame.ts';
import { drawnIndices, type LabPoint, type LabSeries } from './lab-series.ts';
import classes from './labs.module.css';
import { MarkShape } from './PointMark.tsx';
import type { TimeWindow } from './time-window.ts';

type LabChartProps = {
  readonly series: LabSeries;
  readonly window: TimeWindow;
  /** Minutes east of UTC of the time axis. */
  readonly offset: number;
  readonly system: UnitSystem;
  readonly selected: number;
  readonly admission: Admission | null;
  /** Time of prediction, ms: later points are hollow, the score did not see them. */
  readonly at: number | null;
};

type Row = { readonly ms: number; readonly value: number | null; readonly index: number };

// Where a result without a number is marked: just above the time axis.
const FLOOR = PLOT.top + PLOT.height - 6;

const axisText = { fill: 'var(--chart-axis)', fontSize: 11 };

function rowsOf(points: readonly LabPoint[], window: TimeWindow, factor: number): readonly Row[] {
  return drawnIndices(points, window).flatMap((index) => {
    const entry = points[index]?.entry;
    return entry
      ? [{ ms: entry.time.ms, value: entry.value === null ? null : entry.value * factor, index }]
      : [];
  });
}

/** One analyte over time: reference range, course, abnormal and unreadable results, stay and discharge. */
export default function LabChart(props: LabChartProps) {
  const { series, window, offset, system, selected, admission, at } = props;
  const { analyte, range, points } = series;
  const { factor, decimals } = displayUnit(analyte, system);
  const inside = (ms: number) => ms >= window.from && ms <= window.to;
  const rows = rowsOf(points, window, factor);
  const scaled = range && {
    low: range.low === null ? null : range.low * factor,
    high: range.high === null ? null : range.high * factor,
  };
  const known = rows.flatMap(({ ms, value }) => (inside(ms) ? (value ?? []) : []));
  const span = valueSpan(known, scaled, 4 * 10 ** -decimals);
  const { domain, ticks } = valueAxis(span[0], span[1]);
  const times = timeTicks(window, offset, 4);

  const renderMark = ({ cx, cy, payload }: { cx?: number; cy?: number; payload?: Row }) => {
    const point = payload && points[payload.index];
    if (!payload || !point || cx === undefined || !inside(payload.ms)) return <g />;
    const y = cy ?? FLOOR;
    return (
      <g>
        {payload.index === selected ? <circle cx={cx} cy={y} r={8} className={classes.selected} /> : null}
        <MarkShape x={cx} y={y} flag={point.flag} hollow={at !== null && payload.ms > at} />
      </g>
    );
  };

  return (
    <ResponsiveContainer width="100%" height={PLOT.total}>
      <ComposedChart data={[...rows]} margin={PLOT.margin} accessibilityLayer={false}>
        {admission ? (
          <ReferenceArea
            x1={Math.max(admission.start.ms, window.from)}
            x2={Math.min(admission.end?.ms ?? at ?? window.to, window.to)}
            ifOverflow="hidden"
            fill="var(--accent-surface)"
            fillOpacity={0.55}
          />
        ) : null}
        {scaled ? (
          <ReferenceArea
            y1={Math.max(scaled.low ?? domain[0], domain[0])}
            y2={Math.min(scaled.high ?? domain[1], domain[1])}
            ifOverflow="hidden"
            fill="var(--chart-range)"
            fillOpacity={1}
          />
        ) : null}
        {ticks.map((tick) => (
          <ReferenceLine key={tick} y={tick} stroke="var(--chart-grid)" />
        ))}
        {at !== null && inside(at) ? (
          <ReferenceLine x={at} stroke="var(--accent)" strokeDasharray="4 3" />
        ) : null}
        <XAxis
          dataKey="ms"
          type="number"
          scale="linear"
          domain={[window.from, window.to]}
          allowDataOverflow
          ticks={times.map((tick) => tick.at)}
          tickFormatter={(ms: number) => times.find((tick) => tick.at === ms)?.label ?? ''}
          tick={axisText}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          height={PLOT.axis}
          interval="preserveStartEnd"
        />
        <YAxis
          type="number"
          domain={domain}
          allowDataOverflow
          ticks={ticks}
          tickFormatter={(value: number) => numberText(value, tickDecimals(ticks, decimals))}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          width={PLOT.left}
          interval={0}
        />
        <Line
          dataKey="value"
          stroke="var(--chart-1)"
          strokeWidth={1.75}
          type="linear"
          connectNulls={false}
          isAnimationActive={false}
          activeDot={false}
          dot={renderMark}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** As few decimals as tell the ticks apart. */
function tickDecimals(ticks: readonly number[], most: number): number {
  for (let decimals = 0; decimals < most; decimals++)
    if (ticks.every((tick) => Math.abs(tick - Number(tick.toFixed(decimals))) < 1e-9)) return decimals;
  return most;
}
