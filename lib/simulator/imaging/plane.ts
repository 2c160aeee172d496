/** A square picture in millimetres with its origin in the centre: x to the right of the viewer, y down. */
export type Plane = {
  readonly size: number;
  readonly mmPerPixel: number;
  readonly data: Float32Array;
};

export const createPlane = (size: number, mmPerPixel: number): Plane => ({
  size,
  mmPerPixel,
  data: new Float32Array(size * size),
});

/** Millimetres of the centre of pixel `index`, along either axis. */
export const millimetres = ({ size, mmPerPixel }: Plane, index: number): number =>
  (index - (size - 1) / 2) * mmPerPixel;

/** Pixel index, fractional, of a position in millimetres. */
export const pixel = ({ size, mmPerPixel }: Plane, mm: number): number => mm / mmPerPixel + (size - 1) / 2;

/** Bilinear value of a grid of `width` columns at a fractional position, which must lie inside its last row and column. */
export function interpolate(data: Float32Array, width: number, column: number, row: number): number {
  const i = Math.floor(column);
  const j = Math.floor(row);
  const p = j * width + i;
  const fx = column - i;
  const top = (data[p] ?? 0) * (1 - fx) + (data[p + 1] ?? 0) * fx;
  const bottom = (data[p + width] ?? 0) * (1 - fx) + (data[p + width + 1] ?? 0) * fx;
  return top + (row - j) * (bottom - top);
}

/** Value at a fractional pixel position, bilinear; 0 outside. */
export function sample({ size, data }: Plane, column: number, row: number): number {
  if (!(column >= 0 && row >= 0 && column < size - 1 && row < size - 1)) return 0;
  return interpolate(data, size, column, row);
}
