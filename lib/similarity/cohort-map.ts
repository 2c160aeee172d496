import {
  type CohortColumns,
  fusedNetwork,
  networkFusion,
  type ViewNetwork,
  viewNetworks,
} from './cohort-network.ts';
import type { ViewTable } from './cohort-table.ts';
import { squaredDistance } from './distance.ts';
import type { Pace } from './pace.ts';
import { principalAxes, principalCoordinates } from './principal-axes.ts';
import { umapMap } from './umap-map.ts';
import type { Weights } from './weights.ts';

export type MapMethod = 'pca' | 'umap';

/** A view by its id, all views fused under some weights, or fused by network fusion, which knows no weights. */
export type MapSubject =
  | { readonly kind: 'view'; readonly id: string }
  | { readonly kind: 'fused'; readonly weights: Weights }
  | { readonly kind: 'network-fusion' };

/** Places of the members of a view alone. */
function membersOf({ has, places, axes }: ViewTable) {
  const members = Int32Array.from(has.keys()).filter((row) => has[row] === 1);
  const rows = new Float32Array(members.length * axes);
  for (const [place, row] of members.entries())
    rows.set(places.subarray(row * axes, (row + 1) * axes), place * axes);
  return { members, rows };
}

async function mapView(view: ViewTable, count: number, method: MapMethod, pace: Pace): Promise<Float32Array> {
  const { members, rows } = membersOf(view);
  const start = principalAxes(rows, members.length, view.axes);
  const distancesFrom = (patient: number) =>
    Float64Array.from(members, (_, other) =>
      Math.sqrt(squaredDistance(rows, patient, rows, other, view.axes)),
    );
  const places = method === 'pca' ? start : await umapMap(members.length, distancesFrom, start, pace);
  const all = new Float32Array(2 * count).fill(Number.NaN);
  for (const [place, row] of members.entries()) all.set(places.subarray(2 * place, 2 * place + 2), 2 * row);
  return all;
}

/** Pairs of whom nothing is known get the mean of the others: they are drawn neither together nor apart. */
function filled(similarities: Float64Array): Float64Array {
  const known = similarities.filter(Number.isFinite);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return similarities.map((value) => (Number.isFinite(value) ? value : mean));
}

async function mapSimilarities(
  similarities: Float64Array,
  count: number,
  method: MapMethod,
  pace: Pace,
): Promise<Float32Array> {
  const start = principalCoordinates(filled(similarities), count);
  if (method === 'pca') return Float32Array.from(start);
  const highest = (patient: number) =>
    similarities
      .subarray(patient * count, (patient + 1) * count)
      .reduce((most, value, other) => (other === patient ? most : Math.max(most, value)), 0);
  const most = Array.from({ length: count }, (_, i) => highest(i)).reduce((a, b) => Math.max(a, b), 0);
  const distancesFrom = (patient: number) =>
    similarities
      .subarray(patient * count, (patient + 1) * count)
      .map((value) => Math.max(1 - value / (most || 1), 0));
  return Float32Array.from(await umapMap(count, distancesFrom, start, pace));
}

/** Similarities of all pairs of a cohort, count × count by rows; −∞ where two share no view that counts. */
export async function fuseCohort(
  columns: CohortColumns,
  subject: Exclude<MapSubject, { kind: 'view' }>,
  pace: Pace,
): Promise<Float64Array> {
  const networks: ViewNetwork[] = await viewNetworks(columns, pace);
  return subject.kind === 'fused'
    ? fusedNetwork(networks, columns, subject.weights)
    : networkFusion(networks, columns.count, pace);
}

/**
 * Places of the patients of a cohort in the plane, by principal axes or UMAP, the same in every run.
 *
 * @param pace told how much of the step at work is done
 * @returns count × 2 by rows; NaN for whoever lacks the view. Throws `RangeError` for a view that the table lacks
 */
export async function mapColumns(
  columns: CohortColumns,
  method: MapMethod,
  subject: MapSubject,
  pace: Pace,
): Promise<Float32Array> {
  if (subject.kind !== 'view')
    return mapSimilarities(await fuseCohort(columns, subject, pace), columns.count, method, pace);
  const table = columns.views.find(({ view }) => view.id === subject.id);
  if (!table) throw new RangeError(`There is no view "${subject.id}"`);
  return mapView(table, columns.count, method, pace);
}
