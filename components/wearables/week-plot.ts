import type uPlot from 'uplot';
import { timeTicks } from '#components/labs/axis-ticks.ts';
import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import { MINUTE_MS } from '#lib/modalities/wearables/window.ts';
import { cssColour } from './UPlotCanvas.tsx';

/** One of the stacked plots of the week. */
export type Channel = {
  readonly key: 'heartRate' | 'saturation' | 'steps';
  readonly label: string;
  readonly unit: string;
  readonly colour: string;
  readonly height: number;
  /** Limits of the vertical axis that are shown at least. */
  readonly least: readonly [low: number, high: number];
};

export const CHANNELS: readonly Channel[] = [
  { key: 'heartRate', label: 'Heart rate', unit: '/min', colour: 'chart-1', height: 150, least: [50, 110] },
  {
    key: 'saturation',
    label: 'Oxygen saturation',
    unit: '%',
    colour: 'chart-2',
    height: 130,
    least: [88, 100],
  },
  { key: 'steps', label: 'Steps', unit: 'per min', colour: 'chart-3', height: 110, least: [0, 60] },
];

export const AXIS_WIDTH = 46;
export const PLOT_RIGHT = 10;

const minuteTimes = ({ from, heartRate }: DrawnWeek): Float64Array =>
  Float64Array.from(heartRate, (_, minute) => from + minute * MINUTE_MS);

/** uPlot breaks a line at `null`. */
const withGaps = (values: Float32Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));

/** A minute without neighbours has no line, so that it is drawn as a dot. */
function isolated({ data }: uPlot, series: number): number[] {
  const values = data[series] ?? [];
  const known = (at: number) => (values[at] ?? null) !== null;
  return Array.from(values.keys()).filter((at) => known(at) && !known(at - 1) && !known(at + 1));
}

export const weekData = (week: DrawnWeek, key: Channel['key']): uPlot.AlignedData => [
  minuteTimes(week),
  withGaps(week[key]),
];

/** A band for each night behind the course. */
function drawNights(plot: uPlot, { nights }: DrawnWeek): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = cssColour('accent-surface');
  for (const { from, to } of nights) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}

/** A triangle on the floor of the plot for each event. */
function drawEvents(plot: uPlot, { events }: DrawnWeek): void {
  const { ctx, bbox } = plot;
  const size = 5 * devicePixelRatio;
  const floor = bbox.top + bbox.height;
  ctx.save();
  ctx.fillStyle = cssColour('raises');
  for (const { at } of events) {
    const x = plot.valToPos(at, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, floor - 1.8 * size);
    ctx.lineTo(x + size, floor);
    ctx.lineTo(x - size, floor);
    ctx.fill();
  }
  ctx.restore();
}

function limits(values: Float32Array, [low, high]: Channel['least']): [number, number] {
  let [least, most] = [low, high];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [Math.floor(least), Math.ceil(most)];
}

const font = '11px "Inter Variable", Inter, system-ui, sans-serif';

/** Days or hours of the patient's own clock below the last plot. */
function timeAxis(offset: number, shown: boolean): uPlot.Axis {
  const ticks = (from: number, to: number) => timeTicks({ from, to }, offset, 7);
  return {
    show: shown,
    size: 24,
    splits: (_plot, _index, from, to) => ticks(from, to).map(({ at }) => at),
    values: ({ scales }, splits) => {
      const labels = new Map(
        ticks(scales.x?.min ?? 0, scales.x?.max ?? 0).map(({ at, label }) => [at, label]),
      );
      return splits.map((at) => labels.get(at) ?? '');
    },
  };
}

/** Options of one plot; the horizontal axis is written below the last one alone. */
export function weekOptions(week: DrawnWeek, channel: Channel, last: boolean) {
  const range = limits(week[channel.key], channel.least);
  return (width: number): uPlot.Options => {
    const stroke = cssColour(channel.colour);
    const grid = { stroke: cssColour('chart-grid'), width: 1 };
    const style = { stroke: cssColour('chart-axis'), font, ticks: { show: false }, grid };
    const bars = channel.key === 'steps' ? { fill: stroke } : {};
    return {
      width,
      height: channel.height + (last ? 24 : 0),
      padding: [8, PLOT_RIGHT, last ? 0 : 4, 0],
      ms: 1,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, auto: false }, y: { auto: false, range } },
      series: [
        {},
        { stroke, width: 1, points: { show: true, size: 4, fill: stroke, filter: isolated }, ...bars },
      ],
      axes: [
        { ...style, ...timeAxis(week.offset ?? 0, last) },
        { ...style, size: AXIS_WIDTH, space: 28 },
      ],
      hooks: {
        drawClear: [(plot) => drawNights(plot, week)],
        draw: channel.key === 'saturation' ? [(plot) => drawEvents(plot, week)] : [],
      },
    };
  };
}
