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

/** A network that comes to rest step by step (ForceAtlas2: Jacomy M et al. PLoS One 2014;9:e98679). */
export class NetworkLayout {
  readonly #nodes: Float32Array;
  readonly #edges: Float32Array;

  /** @param middle who stays at the origin; `null`: nobody */
  constructor(start: Float32Array, { sources, targets, weights }: NetworkEdges, middle: number | null) {
    this.#nodes = new Float32Array((start.length / 2) * PER_NODE);
    for (let k = 0; k < start.length / 2; k += 1) {
      const at = k * PER_NODE;
      this.#nodes[at] = start[2 * k] ?? 0;
      this.#nodes[at + 1] = start[2 * k + 1] ?? 0;
      this.#nodes[at + MASS] = 1;
      this.#nodes[at + CONVERGENCE] = 1;
      this.#nodes[at + SIZE] = 1;
      this.#nodes[at + FIXED] = k === middle ? 1 : 0;
    }
    this.#edges = new Float32Array(sources.length * PER_EDGE);
    for (let edge = 0; edge < sources.length; edge += 1) {
      const [source, target] = [(sources[edge] ?? 0) * PER_NODE, (targets[edge] ?? 0) * PER_NODE];
      const weight = weights[edge] ?? 0;
      this.#edges.set([source, target, weight], edge * PER_EDGE);
      for (const end of [source, target]) this.#nodes[end + MASS] = (this.#nodes[end + MASS] ?? 0) + weight;
    }
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
