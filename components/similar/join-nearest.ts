import { nearestGraph, nearestOthers } from '#lib/similarity/nearest-graph.ts';
import type { NetworkEdges } from './network-layout.ts';

/** Lines from each patient: enough to hold groups together, few enough to see through. */
const EACH = 5;
/** The patient's own lines draw harder, so that the nearest come to the middle. */
const OWN_PULL = 3;

type Asked = {
  readonly ids: readonly string[];
  /** Row of the patient in the middle; `null`: nobody. */
  readonly middle: number | null;
};

/**
 * Joins each patient with the nearest few. `pairs`: n × n similarities by rows, not finite where there is none; rows of the same
 * person are never joined.
 */
export function joinNearest(pairs: ArrayLike<number>, { ids, middle }: Asked, each = EACH): NetworkEdges {
  const count = ids.length;
  const distances = new Float64Array(count);
  const nearest = nearestOthers(count, each, (patient) => {
    for (let other = 0; other < count; other += 1)
      distances[other] =
        ids[other] === ids[patient] ? Number.POSITIVE_INFINITY : -(pairs[patient * count + other] ?? 0);
    return distances;
  });
  const edges = nearestGraph(nearest, 'union');
  return {
    sources: Uint32Array.from(edges, ({ from }) => from),
    targets: Uint32Array.from(edges, ({ to }) => to),
    weights: Float32Array.from(edges, ({ from, to, distance }) => {
      const pull = from === middle || to === middle ? OWN_PULL : 1;
      return pull * Math.max(0, -distance);
    }),
  };
}
