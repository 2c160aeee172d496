// Where things lie in a plot that is drawn by hand, in pixels of its picture.

/** The part of a picture in which values are drawn, in its pixels. */
export type PlotBox = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** A mark on an axis: where it is, in pixels, and its words. */
export type AxisMark = { readonly at: number; readonly label: string };

/** From values between `low` and `high` to pixels between `first` and `last`, in a straight line beyond them too. */
export const scaleBetween =
  (low: number, high: number, first: number, last: number) =>
  (value: number): number =>
    first + ((value - low) / (high - low)) * (last - first);

/** Of a letter at the size of the axes, in pixels: a little wide, so that labels never touch. */
const LETTER = 6.2;
const GAP = 6;

/** Labels below an axis, moved inward at its ends; one that would touch the label before it is left out. */
export function fittingLabels(marks: readonly AxisMark[], width: number): readonly AxisMark[] {
  let taken = Number.NEGATIVE_INFINITY;
  return marks.flatMap(({ at, label }) => {
    const half = (label.length * LETTER) / 2;
    const middle = Math.max(half, Math.min(width - half, at));
    if (middle - half < taken + GAP) return [];
    taken = middle + half;
    return [{ at: middle, label }];
  });
}

/** The `d` of an SVG path through points; a `null` breaks the line. */
export function linePath(points: readonly (readonly [x: number, y: number] | null)[]): string {
  let pen = 'M';
  return points
    .flatMap((point) => {
      const command = pen;
      pen = point === null ? 'M' : 'L';
      return point === null ? [] : [`${command}${point[0].toFixed(2)},${point[1].toFixed(2)}`];
    })
    .join('');
}
