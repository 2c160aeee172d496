'use client';

import { useId } from 'react';
import { FootAxis, ValueAxis } from '#components/ui/PlotAxes.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { linePath, scaleBetween } from '#components/ui/plot-scale.ts';
import { displayUnit, numberText, type UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { Admission } from '#lib/contract/patient-record.ts';
import { timeTicks, valueAxis, valueSpan } from './axis-ticks.ts';
import { PLOT, plotBox } from './chart-frame.ts';
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

/** Pixels from the foot at which a result without a number is marked. */
const ABOVE_FOOT = 6;
const TIME_LABELS = 4;

function rowsOf(points: readonly LabPoint[], window: TimeWindow, factor: number): readonly Row[] {
  return drawnIndices(points, window).flatMap((index) => {
    const entry = points[index]?.entry;
    return entry
      ? [{ ms: entry.time.ms, value: entry.value === null ? null : entry.value * factor, index }]
      : [];
  });
}

const isWithin = (ms: number, { from, to }: TimeWindow): boolean => ms >= from && ms <= to;

/** What is drawn, in the reader's unit. */
function contentOf({ series: { analyte, range, points }, window, system }: LabChartProps) {
  const { factor, decimals } = displayUnit(analyte, system);
  const rows = rowsOf(points, window, factor);
  const scaled = range && {
    low: range.low === null ? null : range.low * factor,
    high: range.high === null ? null : range.high * factor,
  };
  const known = rows.flatMap(({ ms, value }) => (isWithin(ms, window) ? (value ?? []) : []));
  const [low, high] = valueSpan(known, scaled, 4 * 10 ** -decimals);
  return { rows, range: scaled, decimals, ...valueAxis(low, high) };
}

/** One analyte over time: reference range, course, abnormal and unreadable results, stay and discharge. */
export const LabChart = (props: LabChartProps) => (
  <PlotFrame label={null} height={PLOT.total} className={classes.plot}>
    {(width) => <Course {...props} width={width} />}
  </PlotFrame>
);

function Course(props: LabChartProps & { readonly width: number }) {
  const { window, offset, at, width } = props;
  const clip = useId();
  const { rows, range, domain, ticks, decimals } = contentOf(props);
  const box = plotBox(width);
  const x = scaleBetween(window.from, window.to, box.left, box.right);
  const y = scaleBetween(domain[0], domain[1], box.bottom, box.top);
  const values = ticks.map((tick) => ({
    at: y(tick),
    label: numberText(tick, tickDecimals(ticks, decimals)),
  }));
  const times = timeTicks(window, offset, TIME_LABELS).map(({ at: ms, label }) => ({ at: x(ms), label }));
  const line = linePath(rows.map(({ ms, value }) => (value === null ? null : [x(ms), y(value)])));
  return (
    <>
      <Stay {...props} x={x} />
      {range ? (
        <rect
          className={classes.normal}
          x={box.left}
          width={box.right - box.left}
          {...upright(
            y(Math.min(range.high ?? domain[1], domain[1])),
            y(Math.max(range.low ?? domain[0], domain[0])),
          )}
        />
      ) : null}
      <ValueAxis box={box} marks={values} />
      <FootAxis box={box} marks={times} width={width} />
      {at !== null && isWithin(at, window) ? (
        <line className={classes.landmark} x1={x(at)} x2={x(at)} y1={box.top} y2={box.bottom} />
      ) : null}
      <clipPath id={clip}>
        <rect x={box.left} width={box.right - box.left} y={box.top} height={PLOT.height} />
      </clipPath>
      <path className={classes.course} clipPath={`url(#${clip})`} d={line} />
      {rows.map((row) =>
        isWithin(row.ms, window) ? (
          <Mark
            key={row.index}
            {...props}
            row={row}
            x={x(row.ms)}
            y={row.value === null ? box.bottom - ABOVE_FOOT : y(row.value)}
          />
        ) : null,
      )}
    </>
  );
}

/** Between two heights; none where the upper one lies below the other. */
const upright = (top: number, bottom: number) => ({ y: top, height: Math.max(0, bottom - top) });

type StayProps = Pick<LabChartProps, 'admission' | 'window' | 'at'> & { readonly x: (ms: number) => number };

/** The stay in hospital, as far as it lies in the window. */
function Stay({ admission, window, at, x }: StayProps) {
  if (!admission) return null;
  const from = Math.max(admission.start.ms, window.from);
  const to = Math.min(admission.end?.ms ?? at ?? window.to, window.to);
  if (to <= from) return null;
  return (
    <rect className={classes.stay} x={x(from)} width={x(to) - x(from)} y={PLOT.top} height={PLOT.height} />
  );
}

type MarkProps = LabChartProps & { readonly row: Row; readonly x: number; readonly y: number };

function Mark({ series, selected, at, row, x, y }: MarkProps) {
  const point = series.points[row.index];
  if (!point) return null;
  return (
    <g>
      {row.index === selected ? <circle cx={x} cy={y} r={8} className={classes.selected} /> : null}
      <MarkShape x={x} y={y} flag={point.flag} hollow={at !== null && row.ms > at} />
    </g>
  );
}

/** As few decimals as tell the ticks apart. */
function tickDecimals(ticks: readonly number[], most: number): number {
  for (let decimals = 0; decimals < most; decimals++)
    if (ticks.every((tick) => Math.abs(tick - Number(tick.toFixed(decimals))) < 1e-9)) return decimals;
  return most;
}
