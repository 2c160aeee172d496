import { useEffect, useRef, useState } from 'react';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { Weights } from '#lib/similarity/weights.ts';
import type { NetworkEdges } from './network-layout.ts';
import type { NetworkReply, NetworkRequest } from './network-protocol.ts';

export type NetworkState = {
  /** x and y of each member. */
  readonly places: Float32Array;
  /** `null`: not joined yet. */
  readonly edges: NetworkEdges | null;
  /** `failed`: the worker could not run, and the places are those of the start. */
  readonly status: 'moving' | 'at-rest' | 'failed';
};

/** A slider that moves asks again and again: the layout waits until it stays. */
const SETTLED_MS = 350;

type Asked = {
  readonly table: CohortTable;
  readonly weights: Weights;
  readonly middle: number | null;
  /** Where everybody starts; one array for as long as the patient is the same. */
  readonly start: Float32Array;
};

/** The network of a cohort, laid out in a worker: places as they come, until it is at rest. */
export function useNetwork({ table, weights, middle, start }: Asked): NetworkState {
  const [state, setState] = useState<NetworkState>({ places: start, edges: null, status: 'moving' });
  const worker = useRef<Worker | null>(null);
  const latest = useRef({ turn: 0, places: start });
  useEffect(() => {
    latest.current.places = start;
    setState({ places: start, edges: null, status: 'moving' });
    const started = new Worker(new URL('./network.worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.addEventListener('message', ({ data }: MessageEvent<NetworkReply>) => {
      if (data.turn !== latest.current.turn) return;
      if ('edges' in data) {
        setState((before) => ({ ...before, edges: data.edges }));
        return;
      }
      latest.current.places = data.places;
      setState((before) => ({
        ...before,
        places: data.places,
        status: data.atRest ? 'at-rest' : 'moving',
      }));
    });
    started.addEventListener('error', () => setState((before) => ({ ...before, status: 'failed' })));
    ask(started, { ask: 'cohort', table });
    return () => {
      worker.current = null;
      started.terminate();
    };
  }, [table, start]);
  useEffect(() => {
    const first = latest.current.turn === 0;
    const timer = setTimeout(
      () => {
        latest.current.turn += 1;
        const { turn, places } = latest.current;
        setState((before) => ({ ...before, status: 'moving' }));
        if (worker.current) ask(worker.current, { ask: 'layout', turn, weights, middle, start: places });
      },
      first ? 0 : SETTLED_MS,
    );
    return () => clearTimeout(timer);
  }, [weights, middle, table, start]);
  return state;
}

const ask = (worker: Worker, request: NetworkRequest): void => worker.postMessage(request);
