import { clamp } from '../../arithmetic.ts';
import type { HeartFrame } from './heart-map.ts';
import { type Ventricle, wallAt } from './ventricle-shape.ts';

/** Heights above the apex (negative) to below the atria, cm, tabulated every `STEP`. */
const FIRST = -4;
const LAST = 22;
const STEPS_PER_CM = 64;
const ENTRIES = (LAST - FIRST) * STEPS_PER_CM + 1;
/** Beyond the base the displacement of the valve plane fades over the atria, whose roof is fixed; cm. */
const ATRIAL_FADE = 6;
const RADIAL_FADE = 2.5;

/** One side of the long axis, by height: the inner border, how blood was stretched, how the wall's r² was shifted. */
type Flank = {
  readonly wall: Float32Array;
  readonly stretch: Float32Array;
  readonly shift: Float32Array;
};

/**
 * Where the tissue of one instant lay at end-diastole. Blood is scaled with the cavity; the wall keeps its area in
 * every cross-section, so it thickens as it moves inwards; the valve plane descends towards a fixed apex.
 */
export type Beat = {
  readonly now: Ventricle;
  /** cm to add to the height, by height. */
  readonly descent: Float32Array;
  readonly septal: Flank;
  readonly lateral: Flank;
};

/** Index into the tables of a height in cm. */
export function heightIndex(a: number): number {
  const i = Math.floor((a - FIRST) * STEPS_PER_CM + 0.5);
  return i < 0 ? 0 : i >= ENTRIES ? ENTRIES - 1 : i;
}

const height = (i: number): number => FIRST + i / STEPS_PER_CM;

function descent(rest: Ventricle, now: Ventricle, a: number): number {
  if (a <= 0) return 0;
  const atBase = rest.length - now.length;
  if (a <= now.length) return (a / now.length) * atBase;
  return atBase * clamp(1 - (a - now.length) / ATRIAL_FADE, 0, 1);
}

function flank(discsAtRest: readonly number[], discs: readonly number[], length: number): Flank {
  const wall = new Float32Array(ENTRIES);
  const stretch = new Float32Array(ENTRIES).fill(1);
  const shift = new Float32Array(ENTRIES);
  for (let i = heightIndex(0); i < ENTRIES; i += 1) {
    const a = Math.max(0, height(i));
    const s = 1 - Math.min(1, a / length);
    const w = wallAt(discs, s);
    const fade = a > length ? Math.max(0, 1 - (a - length) / RADIAL_FADE) : 1;
    const w0 = w + (wallAt(discsAtRest, s) - w) * fade;
    wall[i] = w;
    stretch[i] = w > 0 ? w0 / w : 1;
    shift[i] = w0 * w0 - w * w;
  }
  return { wall, stretch, shift };
}

export const takeBeat = ({ rest }: HeartFrame, now: Ventricle): Beat => ({
  now,
  descent: Float32Array.from({ length: ENTRIES }, (_, i) => descent(rest, now, height(i))),
  septal: flank(rest.septal, now.septal, now.length),
  lateral: flank(rest.lateral, now.lateral, now.length),
});

/** Distance from the long axis at end-diastole of the tissue now at `distance` ≥ 0 at height index `i`. */
export function restDistance({ wall, stretch, shift }: Flank, i: number, distance: number): number {
  return distance < (wall[i] ?? 0)
    ? distance * (stretch[i] ?? 1)
    : Math.sqrt(distance * distance + (shift[i] ?? 0));
}
