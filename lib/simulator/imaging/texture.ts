import type { Grain } from './grain.ts';

/**
 * Cloudy random field of mean about 0 and deviation about 1: value noise in three octaves, the coarsest with cells of
 * `cell` pixels. Perlin K. Computer Graphics 1985;19(3):287–296.
 */
export function cloudTexture(grain: Grain, size: number, cell: number): Float32Array {
  const field = new Float32Array(size * size);
  for (let octave = 0, step = cell, weight = 1.5; octave < 3; octave += 1, step /= 2, weight *= 0.6)
    addOctave(field, grain, size, step, weight);
  return field;
}

function addOctave(field: Float32Array, grain: Grain, size: number, cell: number, weight: number): void {
  const across = Math.ceil(size / cell) + 2;
  const lattice = Float32Array.from({ length: across * across }, () => weight * grain.normal());
  for (let row = 0; row < size; row += 1) {
    const v = row / cell;
    const j = Math.floor(v);
    const fy = v - j;
    const sy = fy * fy * (3 - 2 * fy);
    for (let column = 0; column < size; column += 1) {
      const u = column / cell;
      const i = Math.floor(u);
      const fx = u - i;
      const sx = fx * fx * (3 - 2 * fx);
      const q = j * across + i;
      const top = (lattice[q] ?? 0) * (1 - sx) + (lattice[q + 1] ?? 0) * sx;
      const low = (lattice[q + across] ?? 0) * (1 - sx) + (lattice[q + across + 1] ?? 0) * sx;
      const p = row * size + column;
      field[p] = (field[p] ?? 0) + top * (1 - sy) + low * sy;
    }
  }
}
