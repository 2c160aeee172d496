'use client';

import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useState } from 'react';
import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { CursorLine } from '#components/ui/CursorLine.tsx';
import { pointAt, useCursorWithin } from '#components/ui/time-cursor.ts';
import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import { MINUTE_MS } from '#lib/modalities/wearables/window.ts';
import { UPlotCanvas } from './UPlotCanvas.tsx';
import classes from './wearables.module.css';
import { AXIS_WIDTH, CHANNELS, type Channel, PLOT_RIGHT, weekData, weekOptions } from './week-plot.ts';
import { around, isClose, moved, type Span, zoomed } from './week-span.ts';
import { isAsleep, minuteText, timeText } from './week-text.ts';

const COLUMNS = [
  { label: 'Time' },
  { label: 'Heart rate, /min', numeric: true },
  { label: 'SpO₂, %', numeric: true },
  { label: 'Steps', numeric: true },
  { label: 'Asleep' },
];
/** Table rows are minutes when close, else hours. */
const HOUR_MINUTES = 60;

const numberText = (value: number): string => (Number.isFinite(value) ? value.toFixed(0) : '–');

function meanOf(values: Float32Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function sumOf(values: Float32Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0);
}

/** The shown span row by row: each minute of up to six hours, else the mean of each hour. */
function tableRows(week: DrawnWeek, span: Span) {
  const step = isClose(span) ? 1 : HOUR_MINUTES;
  const first = Math.floor((span.from - week.from) / MINUTE_MS / step) * step;
  const rows = [];
  for (let minute = first; week.from + minute * MINUTE_MS < span.to; minute += step) {
    const at = week.from + minute * MINUTE_MS;
    const piece = (values: Float32Array) => values.subarray(minute, minute + step);
    rows.push({
      key: String(minute),
      cells: [
        timeText(at, week),
        numberText(meanOf(piece(week.heartRate))),
        numberText(meanOf(piece(week.saturation))),
        numberText(sumOf(piece(week.steps))),
        isAsleep(week, at) ? 'asleep' : '',
      ],
    });
  }
  return rows;
}

/** Heart rate, saturation, steps and sleep of seven days on one axis of time, with the events that were found. */
export function WeekChart({ week }: { readonly week: DrawnWeek }) {
  const whole = useMemo(() => ({ from: week.from, to: week.to }), [week]);
  const [span, setSpan] = useState<Span>(whole);
  const [selected, setSelected] = useState<number | null>(null);
  const event = selected === null ? undefined : week.events[selected];

  const select = useCallback(
    (index: number) => {
      const next = week.events[index];
      if (!next) return;
      setSelected(index);
      setSpan(around(next.at, whole));
      pointAt(next.at);
    },
    [week, whole],
  );
  const buttons = [
    { label: 'Earlier', Icon: IconChevronLeft, run: () => setSpan(moved(span, -0.5, whole)) },
    { label: 'Zoom out', Icon: IconZoomOut, run: () => setSpan(zoomed(span, 2, whole)) },
    { label: 'Zoom in', Icon: IconZoomIn, run: () => setSpan(zoomed(span, 0.5, whole)) },
    { label: 'Later', Icon: IconChevronRight, run: () => setSpan(moved(span, 0.5, whole)) },
  ];
  return (
    <>
      <ChartWithTable
        title="Seven days by the minute"
        columns={COLUMNS}
        rows={tableRows(week, span)}
        controls={
          <ActionIcon.Group>
            {buttons.map(({ label, Icon, run }) => (
              <ActionIcon
                key={label}
                variant="default"
                size="md"
                aria-label={label}
                title={label}
                onClick={run}
              >
                <Icon size={16} stroke={1.8} aria-hidden />
              </ActionIcon>
            ))}
          </ActionIcon.Group>
        }
        chart={<StackedPlots week={week} span={span} onSpan={setSpan} whole={whole} onSelect={select} />}
      />
      <EventList week={week} selected={selected} onSelect={select} />
      {event ? (
        <p className={classes.readout} aria-live="polite">
          {timeText(event.at, week)}: {event.label}; {minuteText(week, event.at)}.
        </p>
      ) : null}
    </>
  );
}

type PlotsProps = {
  readonly week: DrawnWeek;
  readonly span: Span;
  readonly whole: Span;
  readonly onSpan: (span: Span) => void;
  readonly onSelect: (event: number) => void;
};

const NEAR_PIXELS = 8;

/** The plots as one slider over time: arrows move a minute or more, + and − zoom, a click near an event opens it. */
function StackedPlots({ week, span, whole, onSpan, onSelect }: PlotsProps) {
  const cursor = useCursorWithin(span.from, span.to);
  const length = span.to - span.from;
  const step = Math.max(MINUTE_MS, Math.round(length / 60 / MINUTE_MS) * MINUTE_MS);
  const at = cursor ?? (span.from + span.to) / 2;

  const timeUnder = (event: PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - AXIS_WIDTH) / (box.width - AXIS_WIDTH - PLOT_RIGHT);
    return span.from + Math.min(1, Math.max(0, share)) * length;
  };
  const onClick = (event: PointerEvent<HTMLDivElement>) => {
    const reach = (NEAR_PIXELS / event.currentTarget.clientWidth) * length;
    const time = timeUnder(event);
    const near = week.events.findIndex((one) => Math.abs(one.at - time) <= reach);
    if (near >= 0) onSelect(near);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const time = (to: number) => () => pointAt(Math.min(span.to - MINUTE_MS, Math.max(span.from, to)));
    const actions: Partial<Record<string, () => void>> = {
      '+': () => onSpan(zoomed(span, 0.5, whole)),
      '=': () => onSpan(zoomed(span, 0.5, whole)),
      '-': () => onSpan(zoomed(span, 2, whole)),
      ArrowLeft: event.shiftKey ? () => onSpan(moved(span, -0.25, whole)) : time(at - step),
      ArrowRight: event.shiftKey ? () => onSpan(moved(span, 0.25, whole)) : time(at + step),
      Home: time(span.from),
      End: time(span.to),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <div
      className={classes.plots}
      role="slider"
      tabIndex={0}
      aria-label="Time in the seven days"
      aria-valuemin={0}
      aria-valuemax={Math.round((whole.to - whole.from) / MINUTE_MS)}
      aria-valuenow={Math.round((at - whole.from) / MINUTE_MS)}
      aria-valuetext={`${timeText(at, week)}: ${minuteText(week, at)}`}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => pointAt(timeUnder(event))}
      onPointerLeave={() => pointAt(null)}
      onPointerUp={onClick}
    >
      {CHANNELS.map((channel, place) => (
        <Plot
          key={channel.key}
          week={week}
          channel={channel}
          last={place === CHANNELS.length - 1}
          span={span}
        />
      ))}
      <CursorLine from={span.from} to={span.to} left={AXIS_WIDTH} right={PLOT_RIGHT} />
      <p className={classes.under} aria-hidden>
        {cursor === null ? '\u00a0' : `${timeText(cursor, week)}: ${minuteText(week, cursor)}`}
      </p>
    </div>
  );
}

type PlotProps = {
  readonly week: DrawnWeek;
  readonly channel: Channel;
  readonly last: boolean;
  readonly span: Span;
};

function Plot({ week, channel, last, span }: PlotProps) {
  const options = useMemo(() => weekOptions(week, channel, last), [week, channel, last]);
  const data = useMemo(() => weekData(week, channel.key), [week, channel]);
  return (
    <div className={classes.plot}>
      <span className={classes.plotName}>
        {channel.label}, {channel.unit}
      </span>
      <UPlotCanvas options={options} data={data} from={span.from} to={span.to} />
    </div>
  );
}

type EventListProps = {
  readonly week: DrawnWeek;
  readonly selected: number | null;
  readonly onSelect: (event: number) => void;
};

/** Every event as a button that shows its raw minutes. */
function EventList({ week, selected, onSelect }: EventListProps) {
  if (week.events.length === 0) return <p className={classes.note}>No event was found in these days.</p>;
  return (
    <details className={classes.events}>
      <summary>
        {week.events.length} {week.events.length === 1 ? 'event' : 'events'}: choose one to see its minutes
      </summary>
      <ul>
        {week.events.map((event, index) => (
          <li key={`${event.at} ${event.label}`}>
            <button type="button" aria-pressed={index === selected} onClick={() => onSelect(index)}>
              {timeText(event.at, week)}: {event.label}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
