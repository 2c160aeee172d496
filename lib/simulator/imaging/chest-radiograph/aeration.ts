import { millimetres } from '../plane.ts';
import type { ChestFindings } from './findings.ts';
import { type Opacity, opacities } from './opacities.ts';
import type { Thorax } from './thorax.ts';

/** Depth of the chord of a rounded border: 0 at the border, 1 from `width` mm inside on. */
function rounded(inside: number, width: number): number {
  if (inside <= 0) return 0;
  const e = Math.min(1, inside / width);
  return Math.sqrt(e * (2 - e));
}

/** A border that the ray does not touch at a tangent: fades in over `width` mm. */
function soft(inside: number, width: number): number {
  const e = Math.min(1, Math.max(0, inside / width));
  return e * e * (3 - 2 * e);
}

/** Depth of heart and great vessels in the ray at `x`, mm; its border is sharp because the ray is tangent to it. */
function heartDepth({ heartLeft, heartRight, heartDepth: depth }: Thorax, row: number, x: number): number {
  const left = heartLeft[row] ?? 0;
  const right = heartRight[row] ?? 0;
  const u = (2 * x - (left - right)) / (left + right);
  return u * u < 1 ? (depth[row] ?? 0) * Math.sqrt(1 - u * u * u * u) : 0;
}

/** Length of air-filled lung in the ray before disease, mm. */
function airAt(thorax: Thorax, row: number, column: number, x: number, y: number): number {
  const distance = Math.abs(x);
  const wall = thorax.wall[row] ?? 0;
  const medial = thorax.medial[row] ?? 0;
  if (distance <= medial || distance >= wall) return 0;
  const above = (thorax.dome[column] ?? 0) - y;
  const recess = Math.min(1, Math.max(0, (above + 42) / 42));
  const over = 0.1 * recess + 0.9 * rounded(above, 48);
  const across = rounded(wall - distance, 62) * soft(distance - medial, 26);
  const air = (thorax.depth[row] ?? 0) * across * over;
  const solid = heartDepth(thorax, row, x);
  return Math.max(air - solid, 0.1 * air);
}

/** Share of the ray's lung that disease leaves aerated. */
function aerated(all: readonly Opacity[], x: number, y: number): number {
  let share = 1;
  for (const opacity of all) {
    if (x < opacity.left || x > opacity.right || y < opacity.top || y > opacity.bottom) continue;
    share *= 1 - opacity.density(x, y);
  }
  return share;
}

/** Millimetres of air in every ray through the lungs, `texture` being a random field of mean 0 and deviation 1. */
export function aerate(thorax: Thorax, findings: ChestFindings, texture: Float32Array): Float32Array {
  const { plane, depth } = thorax;
  const air = new Float32Array(plane.size * plane.size);
  const all = opacities(thorax, findings);
  const inflation = 1 + 0.12 * findings.hyperinflation;
  for (let row = 0; row < plane.size; row += 1) {
    const y = millimetres(plane, row);
    if (y < -168 || y > 180 || !depth[row]) continue;
    for (let column = 0; column < plane.size; column += 1) {
      const x = millimetres(plane, column);
      const normal = airAt(thorax, row, column, x, y);
      if (normal <= 0) continue;
      const p = row * plane.size + column;
      const grain = texture[p] ?? 0;
      const share = aerated(all, x + 4 * grain, y + 2.5 * grain);
      air[p] = normal * inflation * share * (1 + 0.02 * grain);
    }
  }
  return air;
}
