import type { MapMethod, MapSubject } from './cohort-map.ts';
import type { CohortColumns } from './cohort-network.ts';

/** What the page asks of the worker that draws maps and fuses networks. */
export type MapsRequest =
  | {
      readonly type: 'map';
      readonly id: number;
      readonly columns: CohortColumns;
      readonly method: MapMethod;
      readonly subject: MapSubject;
    }
  | { readonly type: 'fuse'; readonly id: number; readonly columns: CohortColumns }
  | { readonly type: 'cancel'; readonly id: number };

export type MapsReply =
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly all: number }
  /** Places of a map, or fused similarities. */
  | { readonly type: 'done'; readonly id: number; readonly values: Float32Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
