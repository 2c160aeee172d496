'use client';

import type { KeyboardEvent, PointerEvent } from 'react';
import { dayTimeText } from '#components/icu/icu-text.ts';
import { CursorLine } from '#components/ui/CursorLine.tsx';
import { pointAt, useCursorWithin } from '#components/ui/time-cursor.ts';
import classes from './bed.module.css';
import { type CourseMark, CoursePlot, PLOT_LEFT, PLOT_RIGHT, type Window } from './CoursePlot.tsx';
import { type CoursePlotData, pointAtTime, pointText } from './course-series.ts';

type CourseStackProps = {
  /** Names the time that is chosen here. */
  readonly label: string;
  readonly plots: readonly CoursePlotData[];
  readonly window: Window;
  readonly marks: readonly CourseMark[];
  readonly height: number;
};

const MINUTE_MS = 60_000;
/** Of the arrow keys. */
const STEPS = 96;

/** All values at a time in words, for whoever hears the page. */
function momentText(plots: readonly CoursePlotData[], at: number): string {
  const values = plots.flatMap(({ lines, unit, holdsFor }) =>
    lines.map((line) => {
      const text = pointText(pointAtTime(line, at, holdsFor), line.decimals);
      return text === '–' ? `${line.label} not known` : `${line.label} ${text} ${unit}`.trimEnd();
    }),
  );
  return `${dayTimeText(at)}: ${values.join(', ')}`;
}

/** Plots on one axis of time with one cursor: the pointer or the arrow keys move it in all of them, and in other stacks of the page. */
export function CourseStack({ label, plots, window, marks, height }: CourseStackProps) {
  const cursor = useCursorWithin(window.from, window.to);
  const at = cursor ?? window.to;
  const length = window.to - window.from;
  const step = Math.max(MINUTE_MS, length / STEPS);
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - PLOT_LEFT) / (width - PLOT_LEFT - PLOT_RIGHT);
    pointAt(window.from + Math.min(1, Math.max(0, share)) * length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowLeft: at - step, ArrowRight: at + step, Home: window.from, End: window.to }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    pointAt(Math.min(window.to, Math.max(window.from, to)));
  };
  return (
    <div
      className={classes.stack}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(length / MINUTE_MS)}
      aria-valuenow={Math.round((at - window.from) / MINUTE_MS)}
      aria-valuetext={momentText(plots, at)}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => pointAt(null)}
    >
      {plots.map((data, index) => (
        <CoursePlot
          key={data.key}
          data={data}
          window={window}
          marks={marks}
          height={height}
          foot={index === plots.length - 1}
        />
      ))}
      <CursorLine from={window.from} to={window.to} left={PLOT_LEFT} right={PLOT_RIGHT} />
      <p className={classes.under} aria-hidden>
        {cursor === null ? ' ' : dayTimeText(cursor)}
      </p>
    </div>
  );
}
