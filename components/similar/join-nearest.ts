import type { NetworkEdges } from './network-layout.ts';

/** Lines from each patient: enough to hold groups together, few enough to see through. */
const EACH = 5;

/**
 * Joins each patient with the nearest few. `pairs`: n × n similarities by rows, not finite where there is none; rows of the same
 * person are never joined.
 */
export function joinNearest(pairs: Float32Array, ids: readonly string[], each = EACH): NetworkEdges {
  const count = ids.length;
  const seen = new Set<number>();
  const sources: number[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < count; i += 1) {
    for (const j of nearestOf(pairs, ids, i, each)) {
      const key = Math.min(i, j) * count + Math.max(i, j);
      if (seen.has(key)) continue;
      seen.add(key);
      sources.push(i);
      targets.push(j);
      weights.push(Math.max(0, pairs[i * count + j] ?? 0));
    }
  }
  return {
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    weights: Float32Array.from(weights),
  };
}

function nearestOf(pairs: Float32Array, ids: readonly string[], i: number, each: number): readonly number[] {
  const count = ids.length;
  const nearest: number[] = [];
  const valueOf = (j: number) => pairs[i * count + j] ?? Number.NEGATIVE_INFINITY;
  for (let j = 0; j < count; j += 1) {
    const value = valueOf(j);
    if (ids[j] === ids[i] || !Number.isFinite(value)) continue;
    if (nearest.length === each && valueOf(nearest[each - 1] ?? j) >= value) continue;
    let place = nearest.length === each ? each - 1 : nearest.length;
    while (place > 0 && valueOf(nearest[place - 1] ?? j) < value) {
      nearest[place] = nearest[place - 1] ?? j;
      place -= 1;
    }
    nearest[place] = j;
  }
  return nearest;
}
