/** The picture: a sector with its tip above, in pixels. */
export const WIDTH = 504;
export const HEIGHT = 400;
const TIP = { column: 244, row: 12 } as const;
const SECTOR_ROWS = 366;
/** Half the opening angle as a tangent: 41°. */
const OPENING = 0.87;

/** Depth of the sector in cm and where a centimetre lies on the screen. */
export type Screen = { readonly depth: number; readonly pixelsPerCm: number };

export const openScreen = (depth: number): Screen => ({ depth, pixelsPerCm: SECTOR_ROWS / depth });

export const toColumn = ({ pixelsPerCm }: Screen, x: number): number => TIP.column + x * pixelsPerCm;
export const toRow = ({ pixelsPerCm }: Screen, y: number): number => TIP.row + y * pixelsPerCm;
export const toX = ({ pixelsPerCm }: Screen, column: number): number => (column - TIP.column) / pixelsPerCm;
export const toY = ({ pixelsPerCm }: Screen, row: number): number => (row - TIP.row) / pixelsPerCm;

/** Bounds of the sector for the region calibration (PS3.3 C.8.5.5.1): first and last column and row, reference pixel. */
export const REGION = {
  x0: 4,
  y0: TIP.row,
  x1: 484,
  y1: TIP.row + SECTOR_ROWS,
  referenceColumn: TIP.column,
  referenceRow: TIP.row,
} as const;

/** Whether (x, y) in cm lies in the sector. */
export function inSector({ depth }: Screen, x: number, y: number): boolean {
  return y > 0.12 && Math.abs(x) < OPENING * y && x * x + y * y < depth * depth;
}
