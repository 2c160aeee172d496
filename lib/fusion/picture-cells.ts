import type { Tensor } from '#lib/contract/tensor.ts';

/** Cells on one side of a picture, and pixels on one side. */
type Grid = { readonly side: number; readonly size: number };

/**
 * How much of each pixel on one axis belongs to each cell, `side` rows of `size`: triangles that overlap and add up to 1. A
 * mixture of two pictures then has no edge that neither of them has.
 */
export function cellWeights({ side, size }: Grid): readonly Float32Array[] {
  const width = size / side;
  const [first, last] = [0.5 * width - 0.5, (side - 0.5) * width - 0.5];
  return Array.from({ length: side }, (_, cell) => {
    const middle = (cell + 0.5) * width - 0.5;
    return Float32Array.from({ length: size }, (__, pixel) => {
      const at = Math.min(last, Math.max(first, pixel));
      return Math.max(0, 1 - Math.abs(at - middle) / width);
    });
  });
}

/** A number per cell, row by row, as the number at each pixel: cells share a pixel as they share the picture. */
export function spreadCells(
  cells: readonly number[],
  { side, size }: Grid,
  weights = cellWeights({ side, size }),
): Float32Array {
  const across = Array.from({ length: side }, (_, row) => {
    const line = new Float32Array(size);
    for (let column = 0; column < side; column += 1) {
      const own = cells[row * side + column] ?? 0;
      if (own !== 0) addScaled(line, weights[column], own, 0);
    }
    return line;
  });
  const out = new Float32Array(size * size);
  for (let row = 0; row < side; row += 1)
    for (let y = 0; y < size; y += 1) {
      const share = weights[row]?.[y] ?? 0;
      if (share !== 0) addScaled(out, across[row], share, y * size);
    }
  return out;
}

function addScaled(to: Float32Array, from: Float32Array | undefined, by: number, start: number): void {
  if (!from) return;
  for (let i = 0; i < from.length; i += 1) to[start + i] = (to[start + i] ?? 0) + by * (from[i] ?? 0);
}

/** Mixes two pictures of one shape `[…, size, size]` cell by cell; a cell of a clip is the same place in all its frames. */
export function cellMixer(
  picture: Tensor,
  reference: Tensor,
  side: number,
): (own: readonly number[]) => Tensor {
  const size = picture.shape.at(-1) ?? 0;
  if (picture.shape.join() !== reference.shape.join() || picture.shape.at(-2) !== size)
    throw new TypeError('The two pictures have no shape in common that ends in a square');
  const weights = cellWeights({ side, size });
  return (own) => {
    const mask = spreadCells(own, { side, size }, weights);
    const data = new Float32Array(picture.data.length);
    for (let start = 0; start < data.length; start += mask.length)
      for (let i = 0; i < mask.length; i += 1) {
        const other = reference.data[start + i] ?? 0;
        data[start + i] = other + (mask[i] ?? 0) * ((picture.data[start + i] ?? 0) - other);
      }
    return { data, shape: picture.shape };
  };
}
