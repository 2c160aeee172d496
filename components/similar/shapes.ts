// Marks of patients: each is told by its form as much as by its colour.

export const SHAPES = ['circle', 'square', 'triangle', 'diamond'] as const;
export type Shape = (typeof SHAPES)[number];

/** Sides that make all shapes about as heavy as a circle of radius 1. */
const SQUARE = 0.89;
const DIAMOND = 1.25;
const TRIANGLE = 1.35;

const corners: Readonly<Record<Exclude<Shape, 'circle'>, readonly (readonly [x: number, y: number])[]>> = {
  square: [
    [-SQUARE, -SQUARE],
    [SQUARE, -SQUARE],
    [SQUARE, SQUARE],
    [-SQUARE, SQUARE],
  ],
  triangle: [
    [0, -TRIANGLE],
    [TRIANGLE * 0.87, TRIANGLE * 0.5],
    [-TRIANGLE * 0.87, TRIANGLE * 0.5],
  ],
  diamond: [
    [0, -DIAMOND],
    [DIAMOND, 0],
    [0, DIAMOND],
    [-DIAMOND, 0],
  ],
};

/** The `d` of an SVG path of a shape round a place; `radius` that of a circle of about the same area. */
export function shapePath(shape: Shape, x: number, y: number, radius: number): string {
  if (shape === 'circle') {
    const r = radius.toFixed(2);
    return `M${(x - radius).toFixed(2)},${y.toFixed(2)}a${r},${r} 0 1,0 ${(2 * radius).toFixed(2)},0a${r},${r} 0 1,0 ${(-2 * radius).toFixed(2)},0Z`;
  }
  const points = corners[shape].map(
    ([dx, dy]) => `${(x + dx * radius).toFixed(2)},${(y + dy * radius).toFixed(2)}`,
  );
  return `M${points.join('L')}Z`;
}

/** Adds a shape to the path that a canvas is drawing. */
export function addShape(
  pen: Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo' | 'arc' | 'closePath'>,
  shape: Shape,
  [x, y]: readonly [x: number, y: number],
  radius: number,
): void {
  if (shape === 'circle') {
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  for (const [k, [dx, dy]] of corners[shape].entries())
    pen[k === 0 ? 'moveTo' : 'lineTo'](x + dx * radius, y + dy * radius);
  pen.closePath();
}
