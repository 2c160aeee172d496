import type { Blend } from '#lib/server/database/blend.ts';
import type { CohortTable, ViewTable } from '#lib/similarity/cohort-table.ts';

/** So far out lies the sphere: the further, the more its cosine is a distance; the nearer, the finer 32 bits tell it. */
const BEYOND_FURTHEST = 2;
/** Somebody as alike as this is as unlike as anybody, where a space says that chance is 0. */
const LEAST_CHANCE = 0.01;

const lengthAt = ({ places, axes }: ViewTable, row: number): number =>
  Math.hypot(...places.subarray(row * axes, (row + 1) * axes));

function blendOf(table: ViewTable): Blend[string] {
  const { sample, scales, view } = table;
  let furthest = 0;
  let sum = 0;
  for (const row of sample) {
    furthest = Math.max(furthest, lengthAt(table, row));
    sum += scales[row] ?? 0;
  }
  const scale = sample.length > 0 && sum > 0 ? sum / sample.length : 1;
  const radius = BEYOND_FURTHEST * (furthest > 0 ? furthest : 1);
  const spread = view.bandwidth * scale ** 2;
  const chanceDistance = -Math.log(Math.max(view.chance, LEAST_CHANCE)) * spread;
  return { radius, spread, absent: Math.max(0, 1 - chanceDistance / (2 * radius ** 2)) };
}

/** How far views reach and spread in a cohort's reference sample. */
export const measureBlend = ({ views }: CohortTable): Blend =>
  Object.fromEntries(views.map((table) => [table.view.id, blendOf(table)]));
