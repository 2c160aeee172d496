// The points of a map on their canvas.
import type { Grouping } from './member-groups.ts';
import type { Paints } from './read-paints.ts';
import { addShape } from './shapes.ts';

export type MapDrawing = {
  /** x and y of each row in pixels; NaN: it is not on the map. */
  readonly pixels: Float32Array;
  readonly side: number;
  readonly grouping: Grouping;
  readonly paints: Paints;
  /** Row of the patient; `null`: nobody is asked about. */
  readonly asked: number | null;
  /** `null`: nobody is chosen. */
  readonly selected: ReadonlySet<number> | null;
};

/** Pixels. */
const RADIUS = 2.6;
const PATIENT = 6;
const SEEN = 0.85;
const FAINT = 0.16;

const placeOf = ({ pixels }: MapDrawing, row: number): readonly [x: number, y: number] => [
  pixels[2 * row] ?? Number.NaN,
  pixels[2 * row + 1] ?? Number.NaN,
];

/** Those of a group who are chosen, or who are not: a thousand points are a few strokes of the brush. */
function drawGroup(pen: CanvasRenderingContext2D, drawing: MapDrawing, group: number, faint: boolean): void {
  const { grouping, selected, paints } = drawing;
  const style = grouping.groups[group];
  if (!style) return;
  pen.beginPath();
  for (const [row, of] of grouping.of.entries()) {
    if (of !== group || faint !== (selected !== null && !selected.has(row))) continue;
    const place = placeOf(drawing, row);
    if (Number.isFinite(place[0])) addShape(pen, style.shape, place, RADIUS);
  }
  pen.fillStyle = paints[style.colour];
  pen.globalAlpha = faint ? FAINT : SEEN;
  pen.fill();
}

function drawPatient(pen: CanvasRenderingContext2D, place: readonly [number, number], paints: Paints): void {
  pen.globalAlpha = 1;
  pen.beginPath();
  addShape(pen, 'diamond', place, PATIENT);
  pen.fillStyle = paints.ink;
  pen.strokeStyle = paints.surface;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}

/** Draws a map anew: who is not chosen first and faint, the patient last. */
export function drawMap(canvas: HTMLCanvasElement, drawing: MapDrawing): void {
  const { side, grouping, paints, asked } = drawing;
  const density = window.devicePixelRatio || 1;
  canvas.width = side * density;
  canvas.height = side * density;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(density, density);
  for (const faint of [true, false])
    for (const group of grouping.groups.keys()) drawGroup(pen, drawing, group, faint);
  if (asked === null) return;
  const place = placeOf(drawing, asked);
  if (Number.isFinite(place[0])) drawPatient(pen, place, paints);
}
