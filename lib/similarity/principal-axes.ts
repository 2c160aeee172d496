import { leadingPairs } from './leading-pairs.ts';
import { signed } from './spectral-clusters.ts';

/**
 * Principal components of rows: their coordinates on the axes along which they differ most.
 *
 * @param rows count × width by rows
 * @returns count × 2 by rows; the sign of an axis makes its largest loading positive; 0 where there is no second axis
 */
export function principalAxes(rows: Float32Array, count: number, width: number): Float64Array {
  const centred = Float64Array.from(rows);
  for (let k = 0; k < width; k += 1) {
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += centred[i * width + k] ?? 0;
    for (let i = 0; i < count; i += 1) centred[i * width + k] = (centred[i * width + k] ?? 0) - sum / count;
  }
  const project = (axis: Float64Array): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => {
      let sum = 0;
      for (let k = 0; k < width; k += 1) sum += (centred[i * width + k] ?? 0) * (axis[k] ?? 0);
      return sum;
    });
  const scatter = (axis: Float64Array): Float64Array => {
    const along = project(axis);
    const result = new Float64Array(width);
    for (let i = 0; i < count; i += 1)
      for (let k = 0; k < width; k += 1)
        result[k] = (result[k] ?? 0) + (centred[i * width + k] ?? 0) * (along[i] ?? 0);
    return result;
  };
  const { vectors } = leadingPairs(scatter, width, Math.min(2, width));
  return interleaved(
    vectors.map((axis) => project(signed(axis))),
    count,
  );
}

/**
 * Principal coordinates of similarities (Gower JC. Biometrika 1966;53:325–338): what principal components are where only
 * similarities are known.
 *
 * @param similarities count × count by rows, symmetric
 * @returns count × 2 by rows; the sign of an axis makes its largest coordinate positive
 */
export function principalCoordinates(similarities: Float64Array, count: number): Float64Array {
  const centre = (vector: Float64Array): Float64Array => {
    const mean = vector.reduce((sum, value) => sum + value, 0) / count;
    return vector.map((value) => value - mean);
  };
  const apply = (vector: Float64Array): Float64Array => {
    const from = centre(vector);
    return centre(
      from.map((_, i) => {
        let sum = 0;
        for (let j = 0; j < count; j += 1) sum += (similarities[i * count + j] ?? 0) * (from[j] ?? 0);
        return sum;
      }),
    );
  };
  const { values, vectors } = leadingPairs(apply, count, Math.min(2, count));
  return interleaved(
    vectors.map((vector, k) => signed(vector).map((value) => value * Math.sqrt(Math.max(values[k] ?? 0, 0)))),
    count,
  );
}

function interleaved([first, second]: readonly Float64Array[], count: number): Float64Array {
  return Float64Array.from({ length: 2 * count }, (_, at) => {
    const axis = at % 2 === 0 ? first : second;
    return axis?.[Math.floor(at / 2)] ?? 0;
  });
}
