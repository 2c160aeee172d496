/** For each of n patients the k nearest others, nearest first. */
export type Nearest = {
  readonly count: number;
  readonly wanted: number;
  /** n × k by rows; −1 where fewer are within reach. */
  readonly indices: Int32Array;
  /** n × k, beside `indices`. */
  readonly distances: Float64Array;
};

/** Two patients, the lesser index first. */
export type Edge = { readonly from: number; readonly to: number; readonly distance: number };

/**
 * The nearest others of everybody, by all distances.
 *
 * @param distancesFrom n distances from a patient to everybody; not finite: out of reach. It may hand out one array again and again.
 * @returns ties in the order of indices
 */
export function nearestOthers(
  count: number,
  wanted: number,
  distancesFrom: (patient: number) => Float64Array,
): Nearest {
  const indices = new Int32Array(count * wanted).fill(-1);
  const distances = new Float64Array(count * wanted).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < count; i += 1) {
    const near = indices.subarray(i * wanted, (i + 1) * wanted);
    const far = distances.subarray(i * wanted, (i + 1) * wanted);
    const all = distancesFrom(i);
    for (let j = 0; j < count; j += 1) {
      const distance = all[j] ?? Number.POSITIVE_INFINITY;
      if (j !== i && distance < (far[wanted - 1] ?? 0)) insert(near, far, j, distance);
    }
  }
  return { count, wanted, indices, distances };
}

/** Puts one in its place among the nearest so far; the last falls out. */
function insert(near: Int32Array, far: Float64Array, index: number, distance: number): void {
  let place = far.length - 1;
  while (place > 0 && (far[place - 1] ?? 0) > distance) {
    far[place] = far[place - 1] ?? 0;
    near[place] = near[place - 1] ?? 0;
    place -= 1;
  }
  far[place] = distance;
  near[place] = index;
}

/**
 * The undirected graph of nearest neighbours: `mutual` joins two who are each among the other's nearest, `union` two of whom
 * one is. Distances are taken to be symmetric.
 *
 * @returns by `from`, then `to`
 */
export function nearestGraph(
  { count, wanted, indices, distances }: Nearest,
  kind: 'mutual' | 'union',
): Edge[] {
  const seen = new Map<number, { times: number; distance: number }>();
  for (let at = 0; at < indices.length; at += 1) {
    const [i, j] = [Math.floor(at / wanted), indices[at] ?? -1];
    if (j < 0) continue;
    const key = Math.min(i, j) * count + Math.max(i, j);
    seen.set(key, { times: (seen.get(key)?.times ?? 0) + 1, distance: distances[at] ?? 0 });
  }
  return [...seen]
    .filter(([, { times }]) => times === 2 || kind === 'union')
    .map(([key, { distance }]) => ({ from: Math.floor(key / count), to: key % count, distance }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}
