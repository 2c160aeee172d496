import { useEffect, useState } from 'react';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import { mapCohort } from '#lib/similarity/map-cohort.ts';
import type { MapMethod } from '#lib/similarity/cohort-map.ts';
import type { Weights } from '#lib/similarity/weights.ts';

export type MapState =
  | { readonly status: 'drawing'; readonly done: number; readonly all: number }
  /** x and y of each row; NaN for who lacks the view. */
  | { readonly status: 'ready'; readonly places: Float32Array }
  | { readonly status: 'failed'; readonly reason: string };

const WAITING: MapState = { status: 'drawing', done: 0, all: 1 };

type Asked = {
  readonly table: CohortTable;
  readonly method: MapMethod;
  /** A view's id, `fused` or `network-fusion`. */
  readonly of: string;
  /** One object for as long as they are the same. */
  readonly weights: Weights;
};

/** A map of a cohort, made in the page's worker for maps; `null` asks for none. */
export function useMap(asked: Asked | null): MapState {
  const [state, setState] = useState<MapState>(WAITING);
  const { table, method, of, weights } = asked ?? {};
  useEffect(() => {
    if (!table || !method || of === undefined || !weights) return;
    const leaving = new AbortController();
    setState(WAITING);
    mapCohort(table, method, of, weights, leaving.signal, (done, all) => {
      if (!leaving.signal.aborted) setState({ status: 'drawing', done, all });
    }).then(
      (places) => {
        if (!leaving.signal.aborted) setState({ status: 'ready', places });
      },
      (cause: unknown) => {
        if (leaving.signal.aborted) return;
        setState({
          status: 'failed',
          reason: cause instanceof Error ? cause.message : 'The map could not be drawn.',
        });
      },
    );
    return () => leaving.abort();
  }, [table, method, of, weights]);
  return state;
}
