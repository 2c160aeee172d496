import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import { joinNearest } from './join-nearest.ts';
import { NetworkLayout } from './network-layout.ts';
import type { NetworkReply, NetworkRequest } from './network-protocol.ts';
import { fusePairs, type PairSimilarities, pairSimilarities } from './pair-similarities.ts';

/** Steps between two pictures, pictures until the network is at rest. */
const STEPS = 6;
const PICTURES = 50;

let cohort: { readonly table: CohortTable; readonly pairs: readonly PairSimilarities[] } | null = null;
let current = -1;

const tell = (reply: NetworkReply): void => postMessage(reply);

/** Between two pictures messages come in: a newer question ends this one. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function layOut({ turn, weights, middle, start }: Extract<NetworkRequest, { ask: 'layout' }>) {
  if (!cohort) return;
  const { table, pairs } = cohort;
  const fused = fusePairs(pairs, table.space.prior, weights);
  const edges = joinNearest(
    fused,
    table.members.map(({ id }) => id),
  );
  tell({ turn, edges });
  const layout = new NetworkLayout(start, edges, middle);
  for (let picture = 1; picture <= PICTURES && turn === current; picture += 1) {
    layout.step(STEPS);
    tell({ turn, places: layout.places(), atRest: picture === PICTURES });
    await breath();
  }
}

addEventListener('message', ({ data }: MessageEvent<NetworkRequest>) => {
  if (data.ask === 'cohort') {
    cohort = { table: data.table, pairs: pairSimilarities(data.table) };
    return;
  }
  current = data.turn;
  void layOut(data);
});
