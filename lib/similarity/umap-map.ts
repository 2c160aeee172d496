// Uniform manifold approximation. McInnes L, Healy J, Melville J. arXiv:1802.03426; umap-js by Google PAIR.
import { UMAP } from 'umap-js';
import { drawsOf } from './draw.ts';
import { type Nearest, nearestOthers } from './nearest-graph.ts';
import type { Pace } from './pace.ts';

/** Neighbours that a patient is held to; the default of UMAP. */
const NEIGHBOURS = 15;
const EPOCHS_A_STEP = 20;
/** Half the width over which patients are spread before they are moved. */
const SPREAD = 10;

/** Rows of the nearest as UMAP reads them: each patient first in her own row; who is out of reach has the index −1. */
function rowsOf({ count, wanted, indices, distances }: Nearest) {
  const near = Array.from({ length: count }, (_, i) => [
    i,
    ...indices.subarray(i * wanted, (i + 1) * wanted),
  ]);
  const far = Array.from({ length: count }, (_, i) => {
    const row = [0, ...distances.subarray(i * wanted, (i + 1) * wanted)];
    const farthest = Math.max(...row.filter(Number.isFinite));
    return row.map((distance) => (Number.isFinite(distance) ? distance : farthest));
  });
  return { near, far };
}

/** Starting places over −10 … 10, a little apart where they coincide. */
function spreadOver(start: Float64Array, draw: () => number): (at: number) => number {
  const widest = start.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = widest > 0 ? SPREAD / widest : 0;
  return (at) => (start[at] ?? 0) * scale + (draw() - 0.5) * 0.01;
}

/**
 * A map in which near patients stay near, by UMAP.
 *
 * @param distancesFrom distances from a patient to all `count`; not finite: out of reach
 * @param start count × 2: where patients begin, which keeps far parts of the map in their places (Kobak and Linderman, Nat
 * Biotechnol 2021;39:156)
 * @returns count × 2 by rows, the same for a seed
 */
export async function umapMap(
  count: number,
  distancesFrom: (patient: number) => Float64Array,
  start: Float64Array,
  pace: Pace,
  seed = 1,
): Promise<Float64Array> {
  const wanted = Math.min(NEIGHBOURS, count) - 1;
  if (wanted < 2) return start;
  const draw = drawsOf(seed);
  const umap = new UMAP({ nNeighbors: wanted + 1 - Number(wanted + 1 === count), random: draw });
  const { near, far } = rowsOf(nearestOthers(count, wanted, distancesFrom));
  umap.setPrecomputedKNN(near, far);
  // Its neighbours are known: of the places it only reads how many there are.
  const epochs = umap.initializeFit(Array.from({ length: count }, () => []));
  const places = umap.getEmbedding();
  const from = spreadOver(start, draw);
  for (const [i, place] of places.entries()) place.splice(0, 2, from(2 * i), from(2 * i + 1));
  for (let done = 0; done < epochs; done += 1) {
    umap.step();
    if (done % EPOCHS_A_STEP === 0) await pace(done, epochs);
  }
  return Float64Array.from(umap.getEmbedding().flat());
}
