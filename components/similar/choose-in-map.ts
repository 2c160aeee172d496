// Which points of a map lie within what the reader drew round them.

/** x and y of each corner, in the map's own pixels. */
export type Outline = readonly (readonly [x: number, y: number])[];

/** The rectangle between two corners. */
export const rectangleOf = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
): Outline => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
];

/** Whether a place lies within a closed outline, by how often a line from it to the right crosses that (even and odd). */
export function isWithin(outline: Outline, x: number, y: number): boolean {
  let within = false;
  for (const [k, [x1, y1]] of outline.entries()) {
    const [x2, y2] = outline[(k + 1) % outline.length] ?? [x1, y1];
    if (y1 > y === y2 > y) continue;
    if (x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) within = !within;
  }
  return within;
}

/** Rows whose places lie within; a row without a place never does. `places`: x and y of each row in pixels. */
export function rowsWithin(outline: Outline, places: Float32Array): ReadonlySet<number> {
  const rows = new Set<number>();
  for (let row = 0; row < places.length / 2; row += 1) {
    const [x = Number.NaN, y = Number.NaN] = [places[2 * row], places[2 * row + 1]];
    if (Number.isFinite(x) && isWithin(outline, x, y)) rows.add(row);
  }
  return rows;
}

/** Room round the outermost points, as a share of a map's side. */
const MARGIN = 0.06;

/**
 * Places of a map in pixels of a square of a side, both axes to one scale, the second one upwards. What has no place is NaN.
 */
export function placesInPixels(places: Float32Array, side: number): Float32Array {
  const bounds = [Infinity, -Infinity, Infinity, -Infinity] as [number, number, number, number];
  for (let at = 0; at < places.length; at += 2) {
    const [x = Number.NaN, y = Number.NaN] = [places[at], places[at + 1]];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.max(bounds[1], x);
    bounds[2] = Math.min(bounds[2], y);
    bounds[3] = Math.max(bounds[3], y);
  }
  const [left, right, low, high] = bounds;
  const span = Math.max(right - left, high - low) || 1;
  const scale = (side * (1 - 2 * MARGIN)) / span;
  return places.map((value, at) =>
    at % 2 === 0
      ? side / 2 + (value - (left + right) / 2) * scale
      : side / 2 - (value - (low + high) / 2) * scale,
  );
}
