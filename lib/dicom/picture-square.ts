import type { PictureHeader } from './picture-header.ts';
import type { Point } from './scale.ts';

/** Where a picture lies in the square that networks are given: its middle is the square's middle, nothing is cut off. */
export type PictureSquare = {
  /** Columns of the picture that one pixel of the square is wide. */
  readonly scale: number;
  /** Rows of the picture that one pixel of the square is high, over the columns it is wide. */
  readonly aspect: number;
  /** Pixels of the square beside and above the picture. */
  readonly left: number;
  readonly top: number;
};

/** @param size pixels on one side of the square */
export function squareOf(
  { rows, columns, aspect }: Pick<PictureHeader, 'rows' | 'columns' | 'aspect'>,
  size: number,
): PictureSquare {
  const scale = Math.max(columns, rows * aspect) / size;
  return {
    scale,
    aspect,
    left: (size - columns / scale) / 2,
    top: (size - (rows * aspect) / scale) / 2,
  };
}

/** From the square to the picture; in both the middle of the first pixel is (0, 0). */
export const fromSquare = ({ scale, aspect, left, top }: PictureSquare, { x, y }: Point): Point => ({
  x: (x + 0.5 - left) * scale - 0.5,
  y: ((y + 0.5 - top) * scale) / aspect - 0.5,
});

/** From the picture to the square. */
export const toSquare = ({ scale, aspect, left, top }: PictureSquare, { x, y }: Point): Point => ({
  x: (x + 0.5) / scale + left - 0.5,
  y: ((y + 0.5) * aspect) / scale + top - 0.5,
});
