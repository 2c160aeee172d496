import type { Neighbour } from '#lib/similarity/rank.ts';
import { ABSENT, type Similarities } from '#lib/similarity/similarities.ts';

/**
 * All of a cohort by network fusion, which has no shares of views. Its numbers mean nothing by themselves: each is told as a part
 * of the highest. A person is there once.
 *
 * @param fused similarities of all pairs by rows, of which `asked` is one; not finite where two share no view
 */
export function rankByFusion(
  { ids, views }: Similarities,
  fused: Float32Array,
  asked: number,
): readonly Neighbour[] {
  const row = fused.subarray(asked * ids.length, (asked + 1) * ids.length);
  const order = [...row.keys()]
    .filter((other) => ids[other] !== ids[asked] && Number.isFinite(row[other]))
    .sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0) || a - b);
  const highest = row[order[0] ?? 0] || 1;
  const taken = new Set<string>();
  return order.flatMap((member): Neighbour[] => {
    const id = ids[member] ?? '';
    if (taken.has(id)) return [];
    taken.add(id);
    const alike = views.map(({ id: view, values }) => {
      const similarity = values[member] ?? ABSENT;
      return [view, similarity === ABSENT ? null : { similarity, share: 0 }] as const;
    });
    return [{ member, id, similarity: (row[member] ?? 0) / highest, views: Object.fromEntries(alike) }];
  });
}
