import type { FindingMap } from './finding-map.ts';
import { spreadCells } from './picture-cells.ts';

/** A map as a surface over the picture's square. */
export type MapSurface = {
  /** Samples on one side; the middle of the first lies half a step from the edge. */
  readonly size: number;
  /** Row by row, each the effect of a cell that lay wholly there. */
  readonly values: Float32Array;
  /** Largest size of a value. */
  readonly peak: number;
};

/**
 * Cells as a surface. A cell's weights over the picture are those by which the pictures were mixed, so that what is drawn is the
 * map itself and no smoothing of it.
 */
export function surfaceOf(effects: readonly number[], side: number, size: number): MapSurface {
  const values = spreadCells(effects, { side, size });
  return { size, values, peak: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
}

type Spot = { readonly x: number; readonly y: number };

/**
 * The lines around all places above `level`, as closed rings in samples of the surface (marching squares, the border counts as
 * below). A ring that begins in a sample goes round it clockwise on the screen.
 *
 * Lorensen WE, Cline HE. SIGGRAPH 1987;21:163–9, in two dimensions.
 */
export function ringsAbove(
  { size, values }: Pick<MapSurface, 'size' | 'values'>,
  level: number,
): readonly (readonly Spot[])[] {
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= size || y >= size ? Number.NEGATIVE_INFINITY : (values[y * size + x] ?? 0);
  const next = new Map<string, { readonly to: string; readonly spot: Spot }>();
  for (let y = -1; y < size; y += 1)
    for (let x = -1; x < size; x += 1)
      for (const [from, to] of edgesOf([at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)], level)) {
        const [start, end] = [crossing(x, y, from, at, level), crossing(x, y, to, at, level)];
        next.set(start.name, { to: end.name, spot: start.spot });
      }
  return linked(next);
}

/** Sides of a square, in the order of its corners: 0 above, 1 right, 2 below, 3 left. */
type Side = 0 | 1 | 2 | 3;

/** Lines through one square, from side to side, with what is above the level on their right. */
function edgesOf(
  corners: readonly [number, number, number, number],
  level: number,
): readonly (readonly [Side, Side])[] {
  const code = corners.reduce((sum, value, corner) => sum + (value > level ? 1 << corner : 0), 0);
  return LINES[code] ?? [];
}

/** By which corners are above the level: bit 0 top left, then clockwise. */
const LINES: readonly (readonly (readonly [Side, Side])[])[] = [
  [],
  [[0, 3]],
  [[1, 0]],
  [[1, 3]],
  [[2, 1]],
  [
    [0, 3],
    [2, 1],
  ],
  [[2, 0]],
  [[2, 3]],
  [[3, 2]],
  [[0, 2]],
  [
    [1, 0],
    [3, 2],
  ],
  [[1, 2]],
  [[3, 1]],
  [[0, 1]],
  [[3, 0]],
  [],
];

/** Where the level is crossed on one side of a square: between two samples, in the same words for both squares that share it. */
function crossing(x: number, y: number, side: Side, at: (x: number, y: number) => number, level: number) {
  const across = side === 0 || side === 2;
  const [left, top] = [side === 1 ? x + 1 : x, side === 2 ? y + 1 : y];
  const [a, b] = [at(left, top), across ? at(left + 1, top) : at(left, top + 1)];
  const share = part(a, b, level);
  const spot = across ? { x: left + share, y: top } : { x: left, y: top + share };
  return { name: `${across ? 'across' : 'down'} ${left} ${top}`, spot };
}

/** Outside the surface there is nothing to go between: half way. */
const part = (a: number, b: number, level: number): number =>
  Number.isFinite(a) && Number.isFinite(b) ? (level - a) / (b - a) : 0.5;

function linked(
  next: Map<string, { readonly to: string; readonly spot: Spot }>,
): readonly (readonly Spot[])[] {
  const rings: Spot[][] = [];
  for (const first of next.keys()) {
    const ring: Spot[] = [];
    for (let name = first, step = next.get(name); step; step = next.get(name)) {
      ring.push(step.spot);
      next.delete(name);
      name = step.to;
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings;
}

/** The middle of the cell that raises a finding most, or lowers it most, in samples; `null`: none does. */
export function peakOf(
  { effects, side }: Pick<FindingMap, 'effects' | 'side'>,
  sign: 1 | -1,
  size: number,
): { readonly spot: Spot; readonly effect: number } | null {
  const cell = effects.reduce(
    (best, effect, one) => (sign * effect > sign * (effects[best] ?? 0) ? one : best),
    0,
  );
  const effect = effects[cell] ?? 0;
  if (sign * effect <= 0) return null;
  const middle = (place: number): number => ((place + 0.5) * size) / side - 0.5;
  return { spot: { x: middle(cell % side), y: middle(Math.floor(cell / side)) }, effect };
}
