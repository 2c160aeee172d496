// Draws the pictures of docs/simulator that show the wearable: strips in sinus rhythm, with ectopics and in atrial
// fibrillation on millimetre paper; a night of saturation; a week of heart rate. With a folder as argument, also writes
// there the resources and the truth of the first five patients.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { simulateChart } from '#lib/simulator/patient.ts';
import { drawElectrode, renderStrip, SAMPLING_RATE } from '#lib/simulator/wearables/ecg/render-strip.ts';
import { wearableResources } from '#lib/simulator/wearables/fhir/wearable-resources.ts';
import { planWeek, type WearableWeek } from '#lib/simulator/wearables/plan-week.ts';
import { takeReadings } from '#lib/simulator/wearables/readings.ts';
import { wearableTruth } from '#lib/simulator/wearables/wearable-truth.ts';
import { breathsPerSecond } from '#lib/simulator/wearables/wearer.ts';
import { WEEK_MINUTES } from '#lib/simulator/wearables/week.ts';

const FOLDER = 'docs/simulator';
const WIDTH = 1200;
/** Pixels per millimetre of ECG paper. */
const MILLIMETRE = 6;
const GRID = 222;
const BOLD = 190;
const INK = 0;

type Canvas = { readonly height: number; readonly grey: Uint8Array };
const canvas = (height: number): Canvas => ({ height, grey: new Uint8Array(WIDTH * height).fill(255) });

function dot({ height, grey }: Canvas, x: number, y: number, ink: number): void {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || column >= WIDTH || row < 0 || row >= height) return;
  const at = row * WIDTH + column;
  grey[at] = Math.min(grey[at] ?? 255, ink);
}

/** A curve through points; a gap where one is not a number. */
function curve(paper: Canvas, points: readonly (readonly [number, number])[]): void {
  for (const [n, [x, y]] of points.entries()) {
    const [fromX, fromY] = points[n - 1] ?? [x, y];
    const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY)));
    for (let s = 0; s <= steps; s += 1)
      dot(paper, fromX + ((x - fromX) * s) / steps, fromY + ((y - fromY) * s) / steps, INK);
  }
}

function line(paper: Canvas, axis: 'row' | 'column', at: number, ink: number): void {
  const length = axis === 'row' ? WIDTH : paper.height;
  for (let i = 0; i < length; i += 1) dot(paper, axis === 'row' ? i : at, axis === 'row' ? at : i, ink);
}

/** Eight seconds at 25 mm/s and 10 mm/mV. */
function strip(recorded: WearableWeek, n: number): Canvas {
  const paper = canvas(30 * MILLIMETRE);
  for (let mm = 0; mm * MILLIMETRE < WIDTH; mm += 1)
    line(paper, 'column', mm * MILLIMETRE, mm % 5 === 0 ? BOLD : GRID);
  for (let mm = 0; mm < 30; mm += 1) line(paper, 'row', mm * MILLIMETRE, mm % 5 === 0 ? BOLD : GRID);
  const { wearer, strips } = recorded;
  const one = strips[n];
  if (!one) throw new Error(`Patient ${wearer.index} has no strip ${n}`);
  const signal = renderStrip(wearer, n, one, drawElectrode(wearer, breathsPerSecond(wearer)));
  const pixel = (25 * MILLIMETRE) / SAMPLING_RATE;
  const points = Array.from(signal.subarray(0, 8 * SAMPLING_RATE), (mV, i) => {
    return [i * pixel, (20 - 10 * mV) * MILLIMETRE] as const;
  });
  curve(paper, points);
  return paper;
}

/** Values over minutes `from` to `to`, with rules every `every` units and every `minutes` of time. */
function chart(
  values: Float32Array,
  [from, to]: readonly [number, number],
  { low, high, every, minutes }: { low: number; high: number; every: number; minutes: number },
): Canvas {
  const paper = canvas(200);
  const y = (value: number) => ((high - value) / (high - low)) * (paper.height - 1);
  for (let rule = low; rule <= high; rule += every) line(paper, 'row', y(rule), GRID);
  for (let m = from; m < to; m += minutes) line(paper, 'column', ((m - from) / (to - from)) * WIDTH, GRID);
  const points = Array.from(values.subarray(from, to), (value, m) => {
    return [(m / (to - from)) * WIDTH, y(value)] as const;
  });
  curve(paper, points);
  return paper;
}

async function writeColumn(name: string, papers: readonly Canvas[]): Promise<void> {
  const gap = new Uint8Array(WIDTH * 8).fill(255);
  const rows = papers.flatMap(({ grey }) => [grey, gap]);
  const data = new Uint8Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    data.set(row, at);
    at += row.length;
  }
  const picture = { width: WIDTH, height: data.length / WIDTH, data, channels: 1, depth: 8 } as const;
  await writeFile(join(FOLDER, name), encode(picture, { zlib: { level: 9 } }));
}

await mkdir(FOLDER, { recursive: true });
const weeks = Array.from({ length: 60 }, (_, index) => planWeek(simulateChart(1, index)));
const ectopics = ({ strips }: WearableWeek, n: number) =>
  strips[n]?.beats.filter(({ at, label }) => label === 'V' && at > 0 && at < 8).length ?? 0;

/** The first strip of the cohort that is of the kind. */
function find(kind: (week: WearableWeek, n: number) => boolean): Canvas {
  for (const week of weeks) for (const n of week.strips.keys()) if (kind(week, n)) return strip(week, n);
  throw new Error('no such strip in the cohort');
}

const fibrillates = ({ strips }: WearableWeek, n: number) => strips[n]?.fibrillating === true;
await writeColumn('wearable-ecg.png', [
  find((week, n) => !fibrillates(week, n) && ectopics(week, n) === 0),
  find((week, n) => ectopics(week, n) >= 2),
  find(fibrillates),
]);

const nightly = (week: WearableWeek) => week.desaturations.episodes.length;
const ordered = weeks.toSorted((a, b) => nightly(a) - nightly(b));
const nights = [ordered[6], ordered.at(-6)].flatMap((week) => {
  const night = week?.sleep.nights[2];
  if (!week || !night) return [];
  const scale = { low: 76, high: 100, every: 4, minutes: 60 };
  return [chart(takeReadings(week).saturation, [night.from - 60, night.to + 60], scale)];
});
await writeColumn('wearable-saturation.png', nights);

const sinus = weeks.find(({ fibrillation }) => !fibrillation.includes(1));
const mixed = weeks.find(
  ({ fibrillation }) =>
    fibrillation.includes(1) && fibrillation.indexOf(1) > 1440 && fibrillation.at(-1) === 0,
);
await writeColumn(
  'wearable-heart-rate.png',
  [sinus, mixed].flatMap((week) => {
    const scale = { low: 40, high: 140, every: 20, minutes: 1440 };
    return week ? [chart(takeReadings(week).heartRate, [0, WEEK_MINUTES], scale)] : [];
  }),
);

const [target] = process.argv.slice(2);
if (target) {
  await mkdir(target, { recursive: true });
  for (const week of weeks.slice(0, 5)) {
    const entry = wearableResources(week).map((resource) => ({ resource }));
    const bundle = { resourceType: 'Bundle', type: 'collection', entry };
    await writeFile(join(target, `${week.wearer.id}-wearable.json`), JSON.stringify(bundle));
    await writeFile(join(target, `${week.wearer.id}-truth.json`), JSON.stringify(wearableTruth(week)));
  }
}
