import {
  columnsOf,
  fusedNetwork,
  networkFusion,
  type ViewNetwork,
  viewNetwork,
  viewNetworks,
} from '#lib/similarity/cohort-network.ts';
import { buildCohort, type CohortTable } from '#lib/similarity/cohort-table.ts';
import type { SimilaritySpace } from '#lib/similarity/space.ts';
import { equalWeights, learnedWeights } from '#lib/similarity/weights.ts';
import { bayesScores } from './bayes.ts';
import type { JudgedCohort } from './judged-cohort.ts';

/** A way to say who is like whom. */
export type Arm = {
  /** `view:<id>`, `equal`, `learned`, `network-fusion`, `early`, `ceiling`, `ceiling:<view>`. */
  readonly id: string;
  readonly label: string;
  /** Members × members by rows, higher is more alike; −∞ where nothing is known. */
  readonly scores: Float64Array;
};

/** Where two lack a view, nothing is known of them by it. */
const unknownLast = ({ values }: ViewNetwork): Float64Array =>
  values.map((value) => (value < 0 ? Number.NEGATIVE_INFINITY : value));

/**
 * All views put end to end before any distance is measured, each with the same spread in all; what is missing stands at the
 * mean of those who have it. The kernel is that of the views.
 */
function earlyScores({ space, key, members, views }: CohortTable): Float64Array {
  const blocks = views.map(({ axes, has, places }) => {
    const there = has.reduce((sum, one) => sum + one, 0);
    const mean = Array.from({ length: axes }, (_, k) =>
      members.reduce((sum, _one, row) => sum + (places[row * axes + k] ?? 0) / there, 0),
    );
    const apart = (row: number, k: number) =>
      has[row] === 1 ? (places[row * axes + k] ?? 0) - (mean[k] ?? 0) : 0;
    const spread = mean.reduce(
      (sum, _, k) => sum + members.reduce((all, _one, row) => all + apart(row, k) ** 2 / there, 0),
      0,
    );
    return (row: number) => mean.map((_, k) => apart(row, k) / Math.sqrt(spread || 1));
  });
  const axes = views.reduce((sum, view) => sum + view.axes, 0);
  const identity = Array.from({ length: axes }, (_, k) =>
    Array.from({ length: axes }, (_one, at) => Number(at === k)),
  );
  const early: SimilaritySpace = {
    ...space,
    views: [
      {
        id: 'early',
        label: 'All views',
        inputs: { kind: 'picture', network: 'none', size: axes },
        centre: identity.map(() => 0),
        scale: identity.map(() => 1),
        map: identity,
        distance: 'euclidean',
        leastPresent: 0,
        bandwidth: 1,
        chance: 0,
        weight: 1,
      },
    ],
  };
  const joined = members.map((member, row) => ({
    ...member,
    views: { early: { place: Float32Array.from(blocks.flatMap((block) => block(row))), values: {} } },
  }));
  const { table } = buildCohort(early, key, joined);
  const [view] = table.views;
  if (!view) throw new RangeError('A space without views');
  return viewNetwork(view, members.length).values;
}

/**
 * Every way that is compared, one after the other, since each holds a number for each pair.
 *
 * @param isWhole ceilings of single views too
 */
export async function* armsOf(
  table: CohortTable,
  { truths }: Pick<JudgedCohort, 'truths'>,
  isWhole: boolean,
): AsyncGenerator<Arm> {
  const { space, members } = table;
  const columns = columnsOf(table);
  const networks = await viewNetworks(columns);
  const labelOf = (id: string) => space.views.find((view) => view.id === id)?.label ?? id;
  const used = networks.filter(({ has }) => has.includes(1));
  for (const network of used)
    yield { id: `view:${network.id}`, label: labelOf(network.id), scores: unknownLast(network) };
  const weighed = [
    { id: 'equal', label: 'Fused, equal weights', weights: equalWeights(space) },
    { id: 'learned', label: 'Fused, learned weights', weights: learnedWeights(space) },
  ];
  for (const { id, label, weights } of weighed)
    yield { id, label, scores: fusedNetwork(networks, columns, weights) };
  yield {
    id: 'network-fusion',
    label: 'Similarity Network Fusion',
    scores: await networkFusion(used, members.length),
  };
  yield { id: 'early', label: 'Early concatenation', scores: earlyScores(table) };
  yield { id: 'ceiling', label: 'Ceiling: Bayes’ posterior', scores: bayesScores(members, truths) };
  if (isWhole)
    for (const { id } of used)
      yield {
        id: `ceiling:${id}`,
        label: `Ceiling of ${labelOf(id)} alone`,
        scores: bayesScores(members, truths, id),
      };
}
