import type { CohortTable, ViewTable } from './cohort-table.ts';
import { squaredDistance } from './distance.ts';
import { similarityAt } from './kernel.ts';
import type { Pace } from './pace.ts';
import { fuse } from './rank.ts';
import { ABSENT } from './similarities.ts';
import { type Affinity, fuseNetworks } from './snf.ts';
import type { Weights } from './weights.ts';

/** The columns of a table that networks and maps are made of: plain data, which may cross to a worker. */
export type CohortColumns = {
  readonly count: number;
  /** Of the space: weight of "no news". */
  readonly prior: number;
  readonly views: readonly ViewTable[];
};

/** How alike all patients of a cohort are to each other in one view. */
export type ViewNetwork = Affinity & {
  readonly id: string;
  /** Of the space: mean similarity of two patients. */
  readonly chance: number;
};

export const columnsOf = ({ members, space, views }: CohortTable): CohortColumns => ({
  count: members.length,
  prior: space.prior,
  views,
});

/**
 * All similarities of a view.
 *
 * @returns count × count by rows: 0 … 1, a patient to herself 1; `ABSENT` where one of the two lacks the view
 */
export function viewNetwork({ view, places, axes, has, scales }: ViewTable, count: number): ViewNetwork {
  const values = new Float64Array(count * count).fill(ABSENT);
  const members = [...has.keys()].filter((row) => has[row] === 1);
  for (const [place, i] of members.entries())
    for (const j of members.slice(place)) {
      const squared = squaredDistance(places, i, places, j, axes);
      const value = similarityAt(squared, scales[i] ?? 0, scales[j] ?? 0, view.bandwidth);
      values[i * count + j] = value;
      values[j * count + i] = value;
    }
  return { id: view.id, chance: view.chance, values, has };
}

/** Networks of all views; `pace` between them. */
export async function viewNetworks(
  { views, count }: CohortColumns,
  pace: Pace = async () => {},
): Promise<ViewNetwork[]> {
  const networks: ViewNetwork[] = [];
  for (const view of views) {
    networks.push(viewNetwork(view, count));
    await pace(networks.length, views.length);
  }
  return networks;
}

/** Fused similarity of a patient to everybody, herself too; −∞ where two share no view that counts. */
export function fusedRow(
  networks: readonly ViewNetwork[],
  { count, prior }: Pick<CohortColumns, 'count' | 'prior'>,
  weights: Weights,
  patient: number,
): Float64Array {
  const views = networks.map(({ id, chance, values }) => ({
    id,
    chance,
    values: values.subarray(patient * count, (patient + 1) * count),
  }));
  // Rows are told apart by their number: `fuse` reads how many there are and no more.
  return fuse({ ids: Array.from({ length: count }, () => ''), prior, views }, weights);
}

/** Fused similarities of a cohort, count × count by rows. */
export function fusedNetwork(
  networks: readonly ViewNetwork[],
  columns: CohortColumns,
  weights: Weights,
): Float64Array {
  const { count } = columns;
  const fused = new Float64Array(count * count);
  for (let patient = 0; patient < count; patient += 1)
    fused.set(fusedRow(networks, columns, weights, patient), patient * count);
  return fused;
}

/**
 * Similarities of a cohort by network fusion, which knows no weights.
 *
 * @returns count × count by rows; −∞ where two share no view
 */
export async function networkFusion(
  networks: readonly ViewNetwork[],
  count: number,
  pace?: Pace,
): Promise<Float64Array> {
  const fused = await fuseNetworks(networks, count, pace);
  const shared = (at: number) => networks.some(({ values }) => values[at] !== ABSENT);
  for (const [at, value] of fused.entries())
    if (value === 0 && !shared(at)) fused[at] = Number.NEGATIVE_INFINITY;
  return fused;
}
