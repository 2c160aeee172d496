import { fromSquare, type PictureSquare } from '#lib/dicom/picture-square.ts';
import type { Point } from '#lib/dicom/scale.ts';
import type { PictureScreen } from './cornerstone.ts';

type ToScreen = PictureScreen['toScreen'];

/** From the network's square to CSS pixels of the stage, however the picture is zoomed, moved, turned or mirrored. */
export const squareToScreen =
  (square: PictureSquare, toScreen: ToScreen) =>
  (spot: Point): Point =>
    toScreen(fromSquare(square, spot));

/** The CSS transform that lays a canvas of the square's pixels where the square is on the screen. */
export function squareTransform(square: PictureSquare, toScreen: ToScreen): string {
  const place = squareToScreen(square, toScreen);
  const [corner, right, below] = [
    place({ x: -0.5, y: -0.5 }),
    place({ x: 0.5, y: -0.5 }),
    place({ x: -0.5, y: 0.5 }),
  ];
  const numbers = [
    right.x - corner.x,
    right.y - corner.y,
    below.x - corner.x,
    below.y - corner.y,
    corner.x,
    corner.y,
  ];
  return `matrix(${numbers.map((number) => Number(number.toFixed(5))).join(', ')})`;
}
