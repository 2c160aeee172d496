import iterate from 'graphology-layout-forceatlas2/iterate.js';

/** Two patients, by their places in the cohort, and how alike they are: 0 to 1. */
export type NetworkEdges = {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float32Array;
};

/** Of the package: what it calls its settings for a thousand nodes, with the nearer pairs drawn nearer. */
const SETTINGS = {
  linLogMode: false,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 8,
  strongGravityMode: true,
  gravity: 0.06,
  slowDown: 6,
  barnesHutOptimize: true,
  barnesHutTheta: 0.6,
} as const;

const PER_NODE = 10;
const PER_EDGE = 3;
const MASS = 6;
const CONVERGENCE = 7;
const SIZE = 8;
const FIXED = 9;
const RADIUS = 100;
/** Turns the next one out of the way of all before it: 2π(1 − 1/φ). */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * Places to start from: whoever ranks first beside the middle lies next to it, the others spiral outwards.
 *
 * @param ranks of each patient, 0 for the one in the middle
 * @returns x and y of each patient, within a circle of radius 100
 */
export function spiralPlaces(ranks: ArrayLike<number>): Float32Array {
  const places = new Float32Array(2 * ranks.length);
  for (let k = 0; k < ranks.length; k += 1) {
    const rank = ranks[k] ?? 0;
    const radius = RADIUS * Math.sqrt(rank / Math.max(1, ranks.length));
    places[2 * k] = radius * Math.cos(rank * GOLDEN_ANGLE);
    places[2 * k + 1] = radius * Math.sin(rank * GOLDEN_ANGLE);
  }
  return places;
}

function nodesAt(start: Float32Array, middle: number | null): Float32Array {
  const nodes = new Float32Array((start.length / 2) * PER_NODE);
  for (let k = 0; k < start.length / 2; k += 1) {
    const at = k * PER_NODE;
    nodes.set(start.subarray(2 * k, 2 * k + 2), at);
    for (const one of [MASS, CONVERGENCE, SIZE]) nodes[at + one] = 1;
    nodes[at + FIXED] = k === middle ? 1 : 0;
  }
  return nodes;
}

/** A network that comes to rest step by step (ForceAtlas2: Jacomy M et al. PLoS One 2014;9:e98679). */
export class NetworkLayout {
  readonly #nodes: Float32Array;
  readonly #edges: Float32Array;

  /** @param middle who stays at the origin; `null`: nobody */
  constructor(start: Float32Array, edges: NetworkEdges, middle: number | null) {
    this.#nodes = nodesAt(start, middle);
    this.#edges = new Float32Array(edges.sources.length * PER_EDGE);
    for (let edge = 0; edge < edges.sources.length; edge += 1) this.#join(edges, edge);
  }

  /** The mass of a patient is the weight of her edges. */
  #join({ sources, targets, weights }: NetworkEdges, edge: number): void {
    const ends = [sources[edge], targets[edge]].map((end) => (end ?? 0) * PER_NODE + MASS);
    const weight = weights[edge] ?? 0;
    this.#edges.set([...ends.map((end) => end - MASS), weight], edge * PER_EDGE);
    for (const end of ends) this.#nodes[end] = (this.#nodes[end] ?? 0) + weight;
  }

  step(times: number): void {
    for (let k = 0; k < times; k += 1) iterate(SETTINGS, this.#nodes, this.#edges);
  }

  /** x and y of each patient. */
  places(): Float32Array {
    const places = new Float32Array((this.#nodes.length / PER_NODE) * 2);
    for (let k = 0; k < places.length / 2; k += 1) {
      places[2 * k] = this.#nodes[k * PER_NODE] ?? 0;
      places[2 * k + 1] = this.#nodes[k * PER_NODE + 1] ?? 0;
    }
    return places;
  }
}
