import {
  type CohortColumns,
  fusedNetwork,
  type ViewNetwork,
  viewNetwork,
} from '#lib/similarity/cohort-network.ts';
import { spectralClusters } from '#lib/similarity/spectral-clusters.ts';
import { joinNearest } from './join-nearest.ts';
import { NetworkLayout } from './network-layout.ts';
import type { NetworkReply, NetworkRequest } from './network-protocol.ts';

/** Until the network is at rest. */
const STEPS = 300;
/** Steps between two looks at the clock, and the time between two pictures: drawing more of them costs the page more than it shows. */
const STRIDE = 5;
const PICTURE_MS = 120;
/** As many colours as can be told apart. */
const CLUSTERS = 8;

type Cohort = {
  readonly columns: CohortColumns;
  readonly ids: readonly string[];
  readonly networks: readonly ViewNetwork[];
};

let cohort: Cohort | null = null;
let current = -1;

const tell = (reply: NetworkReply): void => self.postMessage(reply);

/** Between two pictures messages come in: a newer question ends this one. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function layOut({ turn, weights, middle, start, fused }: Extract<NetworkRequest, { ask: 'layout' }>) {
  if (!cohort) return;
  const { columns, ids, networks } = cohort;
  const pairs = fused ?? fusedNetwork(networks, columns, weights);
  const edges = joinNearest(pairs, { ids, middle });
  tell({ turn, edges });
  const layout = new NetworkLayout(start, edges, middle);
  let drawn = performance.now();
  for (let step = 0; step < STEPS; step += STRIDE) {
    layout.step(STRIDE);
    const now = performance.now();
    if (now - drawn < PICTURE_MS) continue;
    drawn = now;
    tell({ turn, places: layout.places(), atRest: false });
    await breath();
    if (turn !== current) return;
  }
  tell({ turn, places: layout.places(), atRest: true });
  const affinity = Float64Array.from(pairs, (value) => Math.max(0, value));
  tell({ turn, clusters: spectralClusters(affinity, columns.count, CLUSTERS) });
}

self.addEventListener('message', ({ data }: MessageEvent<NetworkRequest>) => {
  if (data.ask === 'cohort') {
    const networks = data.columns.views.map((view) => viewNetwork(view, data.columns.count));
    cohort = { columns: data.columns, ids: data.ids, networks };
    return;
  }
  current = data.turn;
  void layOut(data);
});
