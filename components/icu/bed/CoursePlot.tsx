'use client';

import { zoneAt } from '#components/icu/icu-text.ts';
import { timeTicks, valueAxis } from '#components/labs/axis-ticks.ts';
import { FootAxis, ValueAxis } from '#components/ui/PlotAxes.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { linePath, type PlotBox, scaleBetween } from '#components/ui/plot-scale.ts';
import { useCursorWithin } from '#components/ui/time-cursor.ts';
import classes from './bed.module.css';
import {
  alonePoints,
  type CourseLine,
  type CoursePlotData,
  pointAtTime,
  pointText,
} from './course-series.ts';

/** Pixels from the edges to the plot; the pointer must agree. */
export const PLOT_LEFT = 46;
export const PLOT_RIGHT = 12;
const TOP = 6;
const FOOT = 22;
const TIME_LABELS = 8;

export type Window = { readonly from: number; readonly to: number };

/** What happened at a time, marked in every plot. */
export type CourseMark = { readonly key: string; readonly at: number; readonly kind: 'alert' | 'note' };

type CoursePlotProps = {
  readonly data: CoursePlotData;
  readonly window: Window;
  readonly marks: readonly CourseMark[];
  /** Of the plot, CSS pixels. */
  readonly height: number;
  /** Whether times are written below. */
  readonly foot: boolean;
};

/** One of the plots that share an axis of time: lines, threshold and marks; values at the cursor beside its title. */
export function CoursePlot({ data, window, marks, height, foot }: CoursePlotProps) {
  const total = TOP + height + (foot ? FOOT : 4);
  return (
    <div className={classes.plot}>
      <p className={classes.plotTitle}>
        <span>
          <b>{data.title}</b>
          {data.unit === '' ? '' : `, ${data.unit}`}
        </span>
        <Values data={data} window={window} />
      </p>
      <PlotFrame label={null} height={total} className={classes.svg}>
        {(width) => (
          <Drawn
            {...{ data, window, marks, foot, width }}
            box={{ left: PLOT_LEFT, right: width - PLOT_RIGHT, top: TOP, bottom: TOP + height }}
          />
        )}
      </PlotFrame>
    </div>
  );
}

/** Each line's name in its stroke, with its value at the cursor or at the end. */
function Values({ data, window }: Pick<CoursePlotProps, 'data' | 'window'>) {
  const at = useCursorWithin(window.from, window.to) ?? window.to;
  return data.lines.map((line, index) => (
    <span key={line.key} className={classes.value} data-line={index}>
      <svg className={classes.key} viewBox="0 0 22 6" aria-hidden>
        <line className={classes.line} data-line={index} x1={0} x2={22} y1={3} y2={3} />
      </svg>
      {data.lines.length > 1 ? `${line.label} ` : ''}
      <b>{pointText(pointAtTime(line, at, data.holdsFor), line.decimals)}</b>
    </span>
  ));
}

type DrawnProps = Omit<CoursePlotProps, 'height'> & { readonly box: PlotBox; readonly width: number };

function Drawn({ data, window, marks, foot, box, width }: DrawnProps) {
  const known = data.lines.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const all = [...known, ...data.thresholds, ...data.least];
  const span = Math.max(...all) - Math.min(...all);
  const { domain, ticks } = valueAxis(Math.min(...all), Math.max(...all) + (span === 0 ? 1 : 0), 3);
  const x = scaleBetween(window.from, window.to, box.left, box.right);
  const y = scaleBetween(domain[0], domain[1], box.bottom, box.top);
  const times = timeTicks(window, zoneAt(window.to), TIME_LABELS).map(({ at, label }) => ({
    at: x(at),
    label,
  }));
  return (
    <>
      {data.range === null ? null : <Usual range={data.range} domain={domain} box={box} y={y} />}
      <ValueAxis box={box} marks={ticks.map((tick) => ({ at: y(tick), label: String(tick) }))} />
      {foot ? <FootAxis box={box} marks={times} width={width} /> : null}
      {marks.map(({ key, at, kind }) => (
        <line
          key={key}
          className={classes.mark}
          data-kind={kind}
          x1={x(at)}
          x2={x(at)}
          y1={box.top}
          y2={box.bottom}
        />
      ))}
      {data.thresholds.map((threshold, index) => (
        <line
          key={data.lines[index]?.key}
          className={classes.threshold}
          data-line={index}
          x1={box.left}
          x2={box.right}
          y1={y(threshold)}
          y2={y(threshold)}
        />
      ))}
      {data.lines.map((line, index) => (
        <Line key={line.key} line={line} index={index} data={data} x={x} y={y} />
      ))}
    </>
  );
}

type UsualProps = {
  readonly range: NonNullable<CoursePlotData['range']>;
  readonly domain: readonly [low: number, high: number];
  readonly box: PlotBox;
  readonly y: (value: number) => number;
};

function Usual({ range, domain, box, y }: UsualProps) {
  const top = y(Math.min(range.high ?? domain[1], domain[1]));
  const bottom = y(Math.max(range.low ?? domain[0], domain[0]));
  return (
    <rect
      className={classes.range}
      x={box.left}
      width={Math.max(0, box.right - box.left)}
      y={top}
      height={Math.max(0, bottom - top)}
    />
  );
}

type LineProps = {
  readonly line: CourseLine;
  readonly index: number;
  readonly data: CoursePlotData;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
};

function Line({ line, index, data, x, y }: LineProps) {
  const path = line.points.flatMap((point, place) => {
    const before = line.points[place - 1];
    const torn = before !== undefined && point.at - before.at > data.longestGap;
    const drawn = point.value === null ? null : ([x(point.at), y(point.value)] as const);
    return torn ? [null, drawn] : [drawn];
  });
  return (
    <>
      <path className={classes.line} data-line={index} d={linePath(path)} />
      {(data.marked ? line.points : alonePoints(line, data.longestGap)).map(({ at, value, doubt }) =>
        value === null ? null : (
          <circle
            key={at}
            className={classes.point}
            data-line={index}
            data-doubt={doubt === undefined ? undefined : true}
            cx={x(at)}
            cy={y(value)}
            r={data.marked ? 3 : 2}
          />
        ),
      )}
    </>
  );
}
