import type { CohortColumns } from '#lib/similarity/cohort-network.ts';
import type { Weights } from '#lib/similarity/weights.ts';
import type { NetworkEdges } from './network-layout.ts';

/** What the worker of the network is asked. */
export type NetworkRequest =
  | { readonly ask: 'cohort'; readonly columns: CohortColumns; readonly ids: readonly string[] }
  | {
      readonly ask: 'layout';
      /** Answers carry it; those of an older one are late. */
      readonly turn: number;
      readonly weights: Weights;
      /** Row of the patient, who stays in the middle; `null`: nobody, or somebody who is not in the cohort. */
      readonly middle: number | null;
      /** Similarities of all pairs that stand in for the weights: those of network fusion; `null`: the weights count. */
      readonly fused: Float32Array | null;
      /** x and y of each member to start from. */
      readonly start: Float32Array;
    };

/** Edges come once and first; then places, again and again until the network is at rest, and the clusters at last. */
export type NetworkReply =
  | { readonly turn: number; readonly edges: NetworkEdges }
  /** Of each member, from 0. */
  | { readonly turn: number; readonly clusters: Int32Array }
  | { readonly turn: number; readonly places: Float32Array; readonly atRest: boolean };
