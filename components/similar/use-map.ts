import { useEffect, useState } from 'react';
import type { MapMethod } from '#lib/similarity/cohort-map.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import { fuseByNetwork, type MapProgress, mapCohort } from '#lib/similarity/map-cohort.ts';
import type { Weights } from '#lib/similarity/weights.ts';

export type MapState =
  | { readonly status: 'drawing'; readonly done: number; readonly all: number }
  /** Of a map x and y of each row, NaN for who lacks the view; of a fusion similarities of all pairs. */
  | { readonly status: 'ready'; readonly values: Float32Array }
  | { readonly status: 'failed'; readonly reason: string };

const WAITING: MapState = { status: 'drawing', done: 0, all: 1 };

/** What the worker of maps was asked for, as it comes; `null` asks for nothing. Give it one function for as long as the same is asked. */
export function useWorkOfMaps(
  work: ((signal: AbortSignal, onProgress: MapProgress) => Promise<Float32Array>) | null,
): MapState {
  const [state, setState] = useState<MapState>(WAITING);
  useEffect(() => {
    if (!work) return;
    const leaving = new AbortController();
    const tell = (next: MapState) => {
      if (!leaving.signal.aborted) setState(next);
    };
    setState(WAITING);
    work(leaving.signal, (done, all) => tell({ status: 'drawing', done, all })).then(
      (values) => tell({ status: 'ready', values }),
      (cause: unknown) =>
        tell({ status: 'failed', reason: cause instanceof Error ? cause.message : 'No map could be drawn.' }),
    );
    return () => leaving.abort();
  }, [work]);
  return state;
}

/** How a map is asked for: of a view's id, or `fused` under weights. */
export const mapWork =
  (table: CohortTable, method: MapMethod, of: string, weights: Weights) =>
  (signal: AbortSignal, onProgress: MapProgress): Promise<Float32Array> =>
    mapCohort(table, method, of, weights, signal, onProgress);

/** How network fusion is asked for. */
export const fusionWork =
  (table: CohortTable) =>
  (signal: AbortSignal, onProgress: MapProgress): Promise<Float32Array> =>
    fuseByNetwork(table, signal, onProgress);
