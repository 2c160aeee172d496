'use client';

import { ActionIcon } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type PointerEvent, useId, useState } from 'react';
import { momentText, relativeText } from '#components/patient/moment-text.ts';
import { CursorLine } from '#components/ui/CursorLine.tsx';
import { pointAt } from '#components/ui/time-cursor.ts';
import { useSeen } from '#components/ui/use-seen.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { analyteText, displayUnit, type UnitSystem, unitText } from '#lib/clinical/quantity-text.ts';
import type { Admission } from '#lib/contract/patient-record.ts';
import { wasDrawn, wasKnown } from '#lib/modalities/ehr/known-results.ts';
import type { SeriesEntry } from '#lib/modalities/ehr/slice.ts';
import { PLOT, timeUnder } from './chart-frame.ts';
import { FLAG_TEXT, namedRange } from './flag-text.ts';
import { LabChart } from './LabChart.tsx';
import { LabTable } from './LabTable.tsx';
import { anyWithin, type LabPoint, type LabSeries, nearestIndex, newestIndex } from './lab-series.ts';
import classes from './labs.module.css';
import { FlagLabel } from './PointMark.tsx';
import { chartAnchor } from './results-anchors.ts';
import type { TimeWindow } from './time-window.ts';
import { useDraggedSpan } from './use-dragged-span.ts';

type LabPanelProps = {
  readonly series: LabSeries;
  readonly window: TimeWindow;
  /** Of the time axis, minutes east of UTC: named once above the charts. */
  readonly offset: number;
  readonly system: UnitSystem;
  readonly admission: Admission | null;
  readonly at: Moment | null;
  /** What `at` is called: `discharge` or `latest entry`. */
  readonly atName: string;
  /** Brings a time into the shared window. */
  readonly onReveal: (ms: number) => void;
  readonly onZoom: (factor: number) => void;
  readonly onPan: (share: number) => void;
  /** Shows the span between two times (ms), in either order. */
  readonly onSpan: (a: number, b: number) => void;
};

/** One analyte: its latest value in words, its course as a chart to step through, and the table of its results. */
export const LabPanel = memo(function LabPanel(props: LabPanelProps) {
  const { series, system, offset, at, atName } = props;
  const { analyte, range, points } = series;
  const [table, setTable] = useState(false);
  const [selected, setSelected] = useState(() => newestIndex(points, at));
  const id = useId();
  const point = points[selected] ?? points[0];
  if (!point) return null;
  const Icon = table ? IconChartLine : IconTable;
  return (
    <article
      id={chartAnchor(analyte.id)}
      tabIndex={-1}
      className={classes.panel}
      data-table={table || undefined}
      aria-labelledby={id}
    >
      <header className={classes.head}>
        <div className={classes.title}>
          <span className={classes.eyebrow}>{analyte.group}</span>
          <h3 id={id} className={classes.name}>
            {analyte.label}
          </h3>
          <span className={classes.range} title={analyte.source}>
            {namedRange(analyte, range, system)}
          </span>
        </div>
        <ActionIcon
          variant="subtle"
          size="sm"
          className="no-print"
          aria-pressed={table}
          aria-label={`${analyte.label}: show ${table ? 'chart' : 'table'}`}
          onClick={() => setTable(!table)}
        >
          <Icon size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </header>
      {table ? (
        <LabTable series={series} system={system} at={at} atName={atName} />
      ) : (
        <>
          <Readout {...{ point, series, system, offset, at, atName }} />
          <SteppedChart {...props} selected={selected} onSelect={setSelected} />
        </>
      )}
    </article>
  );
});

function valueText({ entry }: LabPoint, series: LabSeries, system: UnitSystem): string {
  return entry.value === null ? `“${entry.recorded}”` : analyteText(series.analyte, entry.value, system);
}

const unusedText = (entry: SeriesEntry, at: Moment): string =>
  wasDrawn(entry, at) ? ', released later and not used by the score' : ', not used by the score';

type ReadoutProps = Pick<LabPanelProps, 'series' | 'system' | 'offset' | 'at' | 'atName'> & {
  readonly point: LabPoint;
};

function Readout({ point, series, system, offset, at, atName }: ReadoutProps) {
  const { entry } = point;
  const { time } = entry;
  return (
    <p className={classes.readout}>
      <span className={classes.value}>{valueText(point, series, system)}</span>
      <FlagLabel flag={point.flag} />
      {entry.value === null ? <span className={classes.when}>Not read because {entry.reason}.</span> : null}
      <span className={classes.when}>{momentText(time, offset)}</span>
      {at ? (
        <span className={classes.when}>
          {relativeText(time, at, atName)}
          {wasKnown(entry, at) ? '' : unusedText(entry, at)}
        </span>
      ) : null}
    </p>
  );
}

type SteppedChartProps = LabPanelProps & {
  readonly selected: number;
  readonly onSelect: (index: number) => void;
};

/** What a key does to the selected index; `null` for keys that mean nothing here. */
function steppedTo(key: string, selected: number, count: number): number | null {
  const target = { ArrowLeft: selected - 1, ArrowRight: selected + 1, Home: 0, End: count - 1 }[key];
  return target === undefined ? null : Math.min(count - 1, Math.max(0, target));
}

/** The chart as one slider over its results: arrows step, + and − zoom, Shift with arrows moves in time. */
function SteppedChart(props: SteppedChartProps) {
  const { series, window, system, at, selected, onSelect, onReveal, onZoom, onPan, onSpan } = props;
  const { points, analyte } = series;
  const { ref, seen } = useSeen();
  const point = points[selected];
  const span = useDraggedSpan(window, onSpan);

  const step = (index: number) => {
    onSelect(index);
    const ms = points[index]?.entry.time.ms;
    if (ms === undefined) return;
    onReveal(ms);
    pointAt(ms);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = keyAction(event, { selected, count: points.length, step, onZoom, onPan });
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const time = timeUnder(event.clientX - box.left, box.width, window);
    pointAt(time);
    const index = nearestIndex(points, time, window);
    if (index !== null && index !== selected) onSelect(index);
  };
  const readout = point
    ? `${valueText(point, series, system)}, ${FLAG_TEXT[point.flag]}, ${momentText(point.entry.time)}`
    : '';
  return (
    <div
      ref={ref}
      className={classes.chart}
      role="slider"
      tabIndex={0}
      aria-label={`${analyte.label}: results over time`}
      aria-valuemin={1}
      aria-valuemax={points.length}
      aria-valuenow={selected + 1}
      aria-valuetext={`${readout}, result ${selected + 1} of ${points.length}`}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        onPointer(event);
        span.move(event);
      }}
      onPointerDown={(event) => {
        onPointer(event);
        span.begin(event);
      }}
      onPointerUp={span.finish}
      onPointerCancel={span.abandon}
      onPointerLeave={() => pointAt(null)}
    >
      {span.drawn ? <span className={classes.drawn} style={span.drawn} aria-hidden /> : null}
      {anyWithin(points, window) ? (
        <>
          <span className={classes.unit} aria-hidden>
            {unitText(displayUnit(analyte, system).unit)}
          </span>
          <CursorLine from={window.from} to={window.to} left={PLOT.left} right={PLOT.right} />
          {seen ? <LabChart {...props} at={at?.ms ?? null} selected={selected} /> : null}
        </>
      ) : (
        <p className={classes.empty}>No result in this span of time</p>
      )}
    </div>
  );
}

type KeyContext = Pick<LabPanelProps, 'onZoom' | 'onPan'> & {
  readonly selected: number;
  readonly count: number;
  readonly step: (index: number) => void;
};

function keyAction({ key, shiftKey }: KeyboardEvent, context: KeyContext): (() => void) | null {
  const { selected, count, step, onZoom, onPan } = context;
  if (key === '+' || key === '=') return () => onZoom(0.5);
  if (key === '-' || key === '_') return () => onZoom(2);
  if (shiftKey && key === 'ArrowLeft') return () => onPan(-0.25);
  if (shiftKey && key === 'ArrowRight') return () => onPan(0.25);
  const target = steppedTo(key, selected, count);
  return target === null ? null : () => step(target);
}
