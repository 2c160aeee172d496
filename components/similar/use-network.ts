import { useEffect, useRef, useState } from 'react';
import { columnsOf } from '#lib/similarity/cohort-network.ts';
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

const EMPTY = { edges: null, status: 'moving' } as const;

/** A slider that moves asks again and again: the layout waits until it stays. */
const SETTLED_MS = 350;

type Asked = {
  readonly table: CohortTable;
  readonly weights: Weights;
  readonly middle: number | null;
  /** Similarities of all pairs by network fusion; `null`: the weights count. */
  readonly fused: Float32Array | null;
  /** Where everybody starts; one array for as long as the patient is the same. */
  readonly start: Float32Array;
  /** Told the cluster of each member, from 0, when they were found. */
  readonly onClusters: (clusters: Int32Array) => void;
  /** Whether the first picture is on the screen: until then the worker would take its time. */
  readonly shown: boolean;
};

/** The network of a cohort, laid out in a worker: places as they come, until it is at rest. */
export function useNetwork({ table, weights, middle, start, fused, onClusters, shown }: Asked): NetworkState {
  const [state, setState] = useState<NetworkState>({ ...EMPTY, places: start });
  const [worker, setWorker] = useState<Worker | null>(null);
  const latest = useRef({ turn: 0, places: start });
  const tellClusters = useRef(onClusters);
  tellClusters.current = onClusters;
  useEffect(() => {
    latest.current = { turn: 0, places: start };
    setState({ ...EMPTY, places: start });
    if (!shown) return;
    const started = new Worker(new URL('./network.worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<NetworkReply>) => {
      if (data.turn !== latest.current.turn) return;
      if ('clusters' in data) {
        tellClusters.current(data.clusters);
        return;
      }
      if ('places' in data) latest.current.places = data.places;
      setState((before) => after(before, data));
    });
    started.addEventListener('error', () => setState((before) => ({ ...before, status: 'failed' })));
    ask(started, { ask: 'cohort', columns: columnsOf(table), ids: table.members.map(({ id }) => id) });
    setWorker(started);
    return () => started.terminate();
  }, [table, start, shown]);
  useEffect(() => {
    if (!worker) return;
    const layOut = () => {
      latest.current.turn += 1;
      const { turn, places } = latest.current;
      setState((before) => ({ ...before, status: 'moving' }));
      ask(worker, { ask: 'layout', turn, weights, middle, fused, start: places });
    };
    const timer = setTimeout(layOut, latest.current.turn === 0 ? 0 : SETTLED_MS);
    return () => clearTimeout(timer);
  }, [worker, weights, middle, fused]);
  return state;
}

type Drawn = Exclude<NetworkReply, { clusters: Int32Array }>;

const after = (before: NetworkState, reply: Drawn): NetworkState =>
  'edges' in reply
    ? { ...before, edges: reply.edges }
    : { ...before, places: reply.places, status: reply.atRest ? 'at-rest' : 'moving' };

const ask = (worker: Worker, request: NetworkRequest): void => worker.postMessage(request);
