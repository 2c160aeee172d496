import type uPlot from 'uplot';
import type { Strip } from '#lib/modalities/wearables/read-strip.ts';
import { cssColour } from './UPlotCanvas.tsx';

/** CSS pixels of a millimetre: 96 to the inch. */
export const PIXELS_PER_MM = 96 / 25.4;
/** The usual speed and gain of an electrocardiogram. */
export const MM_PER_SECOND = 25;
export const MM_PER_MV = 10;

const LEAST_MV = 1.5;
const MOST_MV = 4;
const STEP_MV = 0.5;

/** Seconds that a paper of this width in CSS pixels holds. */
export const secondsOn = (width: number): number => width / PIXELS_PER_MM / MM_PER_SECOND;

/** Lowest and highest millivolt on the paper, at 0.5 mV lines; what is beyond 4 mV is cut. */
export function paperRange(values: Float32Array): [low: number, high: number] {
  let [low, high] = [-STEP_MV, LEAST_MV];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const outward = (value: number) => Math.ceil(Math.min(MOST_MV, Math.abs(value)) / STEP_MV) * STEP_MV;
  return [-outward(low), outward(high)];
}

type Lines = { readonly every: number; readonly colour: string; readonly width: number };

/** Millimetre lines: time and voltage fixed to the recording, so that the paper moves with the trace. */
function drawLines(plot: uPlot, { every, colour, width }: Lines): void {
  const { ctx, bbox } = plot;
  const { x, y } = plot.scales;
  const [dx, dy] = [every / MM_PER_SECOND, every / MM_PER_MV];
  ctx.beginPath();
  for (let k = Math.ceil((x?.min ?? 0) / dx); k * dx <= (x?.max ?? 0); k += 1) {
    const at = Math.round(plot.valToPos(k * dx, 'x', true));
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
  }
  for (let k = Math.ceil((y?.min ?? 0) / dy - 1e-9); k * dy <= (y?.max ?? 0) + 1e-9; k += 1) {
    const at = Math.round(plot.valToPos(k * dy, 'y', true));
    ctx.moveTo(bbox.left, at);
    ctx.lineTo(bbox.left + bbox.width, at);
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** Read once for a chart: asking for a style in each frame makes the browser work out the page's styles anew. */
const paperColours = () => ({
  ink: cssColour('ink'),
  tick: cssColour('ink-muted'),
  bad: cssColour('notice-surface'),
  fine: cssColour('ecg-fine'),
  coarse: cssColour('ecg-coarse'),
});

type Colours = ReturnType<typeof paperColours>;

/** Seconds that are not good, shaded over their whole height and named in the text below the strip. */
function drawBadSeconds(plot: uPlot, { quality }: Strip, colour: string): void {
  const { ctx, bbox } = plot;
  ctx.fillStyle = colour;
  const { min = 0, max = 0 } = plot.scales.x ?? {};
  const first = Math.max(0, Math.floor(min));
  for (const [k, verdict] of quality.slice(first, Math.ceil(max)).entries()) {
    if (verdict === 'good') continue;
    const left = Math.max(bbox.left, plot.valToPos(first + k, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(first + k + 1, 'x', true));
    if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
}

/** A tick above each beat that was found. */
function drawBeats(plot: uPlot, { peaks }: Strip, colour: string): void {
  const { ctx, bbox } = plot;
  const { min = 0, max = 0 } = plot.scales.x ?? {};
  const size = 4 * devicePixelRatio;
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (const peak of peaks) {
    if (peak < min || peak > max) continue;
    const at = plot.valToPos(peak, 'x', true);
    ctx.moveTo(at - size, bbox.top);
    ctx.lineTo(at + size, bbox.top);
    ctx.lineTo(at, bbox.top + 1.5 * size);
  }
  ctx.fill();
}

function drawPaper(plot: uPlot, strip: Strip, { bad, fine, coarse }: Colours): void {
  const { ctx } = plot;
  ctx.save();
  drawBadSeconds(plot, strip, bad);
  drawLines(plot, { every: 1, colour: fine, width: devicePixelRatio / 2 });
  drawLines(plot, { every: 5, colour: coarse, width: devicePixelRatio });
  ctx.restore();
}

/** Options of a strip at 25 mm/s and 10 mm/mV on a screen of 96 pixels to the inch. */
export function paperOptions(strip: Strip) {
  const range = paperRange(strip.recording.values);
  const height = Math.round((range[1] - range[0]) * MM_PER_MV * PIXELS_PER_MM);
  return (width: number): uPlot.Options => {
    const colours = paperColours();
    return {
      width,
      height,
      padding: [0, 0, 0, 0],
      ms: 1,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, auto: false }, y: { auto: false, range } },
      axes: [{ show: false }, { show: false }],
      series: [{}, { stroke: colours.ink, width: 1.25, points: { show: false } }],
      hooks: {
        drawClear: [(plot) => drawPaper(plot, strip, colours)],
        draw: [(plot) => drawBeats(plot, strip, colours.tick)],
      },
    };
  };
}

export const paperData = (values: Float32Array, rate: number): uPlot.AlignedData => [
  Float64Array.from(values, (_, i) => i / rate),
  Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
];
