// Similarity Network Fusion. Wang B et al., Nat Methods 2014;11:333–337; Python: Markello R, snfpy 0.2.2.
import type { Pace } from './pace.ts';
import { type SparseRows, strongestEdges } from './strongest-edges.ts';

/** What one view says of every pair of n patients. */
export type Affinity = {
  /** n × n by rows, symmetric, ≥ 0, each patient's own the highest of the row; nothing is read of a patient without the view. */
  readonly values: Float64Array;
  /** n: 1 where the patient has the view. */
  readonly has: Uint8Array;
};

export type FusionSettings = {
  /** Edges that a patient keeps in the local kernel of a view. */
  readonly neighbours: number;
  readonly iterations: number;
  /** Added to a patient's own affinity after each iteration. */
  readonly alpha: number;
};

/** Those of the paper and of snfpy. */
export const FUSION_SETTINGS: FusionSettings = { neighbours: 20, iterations: 20, alpha: 1 };

type Network = { readonly members: Int32Array; readonly local: SparseRows; status: Float64Array };

/** The mean with its transpose, which rounding or rows of different sums make differ. */
function symmetrise(values: Float64Array, count: number): void {
  for (let i = 0; i < count; i += 1)
    for (let j = i + 1; j < count; j += 1) {
      const mean = ((values[i * count + j] ?? 0) + (values[j * count + i] ?? 0)) / 2;
      values[i * count + j] = mean;
      values[j * count + i] = mean;
    }
}

/** Side of a square of numbers that a cache holds. */
const SIDE = 32;

/** Copies what is below the diagonal above it. */
function mirror(values: Float64Array, count: number): void {
  for (let top = 0; top < count; top += SIDE)
    for (let left = 0; left <= top; left += SIDE) mirrorSquare(values, count, top, left);
}

function mirrorSquare(values: Float64Array, count: number, top: number, left: number): void {
  for (let i = top; i < Math.min(top + SIDE, count); i += 1)
    for (let j = left; j < Math.min(left + SIDE, i); j += 1)
      values[j * count + i] = values[i * count + j] ?? 0;
}

/** Rows that sum to the share of patients with the view, so that a pair weighs the same whichever views it has. */
function normalised({ values }: Affinity, members: Int32Array, count: number): Float64Array {
  const status = new Float64Array(count * count);
  for (const i of members) {
    let sum = 0;
    for (const j of members) sum += values[i * count + j] ?? 0;
    const factor = sum > 0 ? members.length / count / sum : 0;
    for (const j of members) status[i * count + j] = (values[i * count + j] ?? 0) * factor;
  }
  symmetrise(status, count);
  return status;
}

function networkOf(affinity: Affinity, count: number, neighbours: number): Network {
  const members = Int32Array.from(affinity.has.keys()).filter((i) => affinity.has[i] === 1);
  const status = normalised(affinity, members, count);
  return { members, status, local: strongestEdges(status, count, members, neighbours) };
}

/** How many views know each pair. */
function knownBy(networks: readonly Network[], count: number): Uint8Array {
  const views = new Uint8Array(count * count);
  for (const { members } of networks)
    for (const i of members) for (const j of members) views[i * count + j] = (views[i * count + j] ?? 0) + 1;
  return views;
}

/** Sum over the views of what each says of a pair: 0 where it lacks one of the two. */
function sumOf(networks: readonly Network[], count: number): Float64Array {
  const sum = new Float64Array(count * count);
  for (const { status } of networks)
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (status[at] ?? 0);
  return sum;
}

/** Mean of the other views for each pair of this one's patients; a pair that no other view knows keeps its own. */
function othersOf({ status }: Network, sum: Float64Array, views: Uint8Array): Float64Array {
  const others = status.slice();
  for (let at = 0; at < others.length; at += 1) {
    const more = (views[at] ?? 0) - 1;
    if (more > 0) others[at] = ((sum[at] ?? 0) - (others[at] ?? 0)) / more;
  }
  return others;
}

/** Row of `local · others`: what a patient's nearest say of everybody. */
function neighbourRow(
  { starts, columns, weights }: SparseRows,
  others: Float64Array,
  count: number,
  i: number,
): Float64Array {
  const row = new Float64Array(count);
  for (let at = starts[i] ?? 0; at < (starts[i + 1] ?? 0); at += 1) {
    const weight = weights[at] ?? 0;
    const from = (columns[at] ?? 0) * count;
    for (let j = 0; j < count; j += 1) row[j] = (row[j] ?? 0) + weight * (others[from + j] ?? 0);
  }
  return row;
}

/** Adds to `into` the first `length` entries of `row · localᵀ`. */
function gather(
  { starts, columns, weights }: SparseRows,
  row: Float64Array,
  into: Float64Array,
  length: number,
): void {
  let at = 0;
  for (let j = 0; j < length; j += 1) {
    const end = starts[j + 1] ?? 0;
    let sum = 0;
    for (; at < end; at += 1) sum += (row[columns[at] ?? 0] ?? 0) * (weights[at] ?? 0);
    into[j] = sum;
  }
}

/** `local · others · localᵀ` with alpha on the diagonal; symmetric since `others` is. */
function diffused(
  { members, local }: Network,
  others: Float64Array,
  count: number,
  alpha: number,
): Float64Array {
  const next = new Float64Array(count * count);
  for (const i of members) {
    gather(local, neighbourRow(local, others, count, i), next.subarray(i * count, (i + 1) * count), i + 1);
    next[i * count + i] = (next[i * count + i] ?? 0) + alpha;
  }
  mirror(next, count);
  return next;
}

/** Mean of the views that know a pair, rows that sum to 1, symmetric, with a half more on the diagonal. */
function fusedFrom(sum: Float64Array, views: Uint8Array, count: number): Float64Array {
  const fused = sum.map((value, at) => value / Math.max(views[at] ?? 0, 1));
  for (let i = 0; i < count; i += 1) {
    const row = fused.subarray(i * count, (i + 1) * count);
    const total = row.reduce((all, value) => all + value, 0);
    if (total > 0) for (let j = 0; j < count; j += 1) row[j] = (row[j] ?? 0) / total;
  }
  symmetrise(fused, count);
  for (let i = 0; i < count; i += 1) fused[i * count + i] = ((fused[i * count + i] ?? 0) * 2 + 1) / 2;
  return fused;
}

/**
 * Fuses the networks of several views into one by letting each take up, step by step, what the nearest of each patient are
 * like in the others.
 *
 * Patients may lack views, which the paper does not treat: a view's network holds those who have it alone, the mean of the
 * others is taken per pair over those that know both, and a pair that one view alone knows keeps what that one says. Where
 * everybody has everything this is the paper's method.
 *
 * @param views of `count` patients each
 * @returns count × count by rows, symmetric; 0 between patients who share no view
 */
export async function fuseNetworks(
  views: readonly Affinity[],
  count: number,
  pace: Pace = async () => {},
  { neighbours, iterations, alpha }: FusionSettings = FUSION_SETTINGS,
): Promise<Float64Array> {
  const networks = views.map((view) => networkOf(view, count, neighbours));
  const known = knownBy(networks, count);
  let sum = sumOf(networks, count);
  for (let done = 0; done < iterations; done += 1) {
    const before = sum;
    for (const network of networks)
      network.status = diffused(network, othersOf(network, before, known), count, alpha);
    sum = sumOf(networks, count);
    await pace(done + 1, iterations);
  }
  return fusedFrom(sum, known, count);
}
