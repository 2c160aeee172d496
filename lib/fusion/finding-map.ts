import type { MapsDescription } from '#lib/contract/manifest.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Tensor } from '#lib/contract/tensor.ts';
import { cellMixer } from './picture-cells.ts';

/** What each cell of a picture did to one finding, in the finding's unit; of a presence in probability. */
export type FindingMap = {
  /** Cells on one side; they lie row by row. */
  readonly side: number;
  readonly effects: readonly number[];
  /** What the network reads in the picture, and in the reference that stands for "without". */
  readonly here: number;
  readonly without: number;
  /** Standard error of one cell's effect, root mean square over the cells; `null`: one order says nothing of it. */
  readonly error: number | null;
};

export type MapRequest = {
  readonly session: ModelSession;
  readonly maps: MapsDescription;
  /** Of one picture, without the axis of rows. */
  readonly picture: Tensor;
  readonly reference: Tensor;
  readonly signal?: AbortSignal;
  /** Called after each run of the network. */
  readonly onProgress?: (done: number, of: number) => void;
};

/** How much of the difference between picture and reference the cells do not add up to, 0 to 1; `null`: there is no difference. */
export function completenessError({ effects, here, without }: FindingMap): number | null {
  const difference = here - without;
  if (difference === 0) return null;
  return Math.abs(effects.reduce((sum, one) => sum + one, 0) / difference - 1);
}

/**
 * Maps of all findings of one picture, in the order of the manifest. The picture's cells take the place of the reference's one by
 * one, in the manifest's orders and in each also backwards; a cell's effect is the mean of what its coming changed: a
 * Shapley value, sampled. Each walk adds up to the whole difference between the two pictures.
 *
 * Castro J et al. Comput Oper Res 2009;36:1726–30. Mitchell R et al. JMLR 2022;23:43 (orders in both directions).
 *
 * Rejects as `ModelSession.run` does, and with the signal's reason once it is aborted, between two runs.
 */
export async function mapFindings(request: MapRequest): Promise<readonly FindingMap[]> {
  const { maps, onProgress } = request;
  const { side, orders } = maps;
  const runs = 2 * orders.length * (side * side - 1) + 2;
  let done = 0;
  const ask = reader(request);
  const read = async (own: readonly number[]) => {
    const values = await ask(own);
    done += 1;
    onProgress?.(done, runs);
    return values;
  };
  const without = await read(new Array<number>(side * side).fill(0));
  const here = await read(new Array<number>(side * side).fill(1));
  const pairs: number[][][] = [];
  for (const order of orders) {
    const there = await walk(order, read, without, here);
    const back = await walk(order.toReversed(), read, without, here);
    pairs.push(
      there.map((effects, finding) => effects.map((one, cell) => (one + (back[finding]?.[cell] ?? 0)) / 2)),
    );
  }
  return here.map((value, finding) => {
    const sampled = pairs.map((pair) => pair[finding] ?? []);
    const effects = Array.from({ length: side * side }, (_, cell) =>
      mean(sampled.map((one) => one[cell] ?? 0)),
    );
    return { side, effects, here: value, without: without[finding] ?? 0, error: errorOf(sampled, effects) };
  });
}

type Read = (own: readonly number[]) => Promise<readonly number[]>;

/** The network's values where some cells are the picture's own and all others the reference's. */
function reader({ session, maps, picture, reference, signal }: MapRequest): Read {
  const mix = cellMixer(picture, reference, maps.side);
  const [graph] = session.manifest.graphs;
  const [input] = session.manifest.inputs.tensors;
  if (!graph || !input) throw new TypeError(`Model ${session.manifest.id} reads no picture`);
  return async (own) => {
    signal?.throwIfAborted();
    const { data, shape } = mix(own);
    const { value } = await session.run(graph.name, { [input.id]: { data, shape: [1, ...shape] } }, signal);
    return Array.from(value?.data ?? []);
  };
}

/** By finding, what each cell changed when it came: `without` → `here`. */
async function walk(
  order: readonly number[],
  read: Read,
  without: readonly number[],
  here: readonly number[],
): Promise<number[][]> {
  const own = order.map(() => 0);
  const effects = here.map(() => order.map(() => 0));
  let before = without;
  for (const [place, cell] of order.entries()) {
    own[cell] = 1;
    const after = place === order.length - 1 ? here : await read(own);
    for (const [finding, column] of effects.entries())
      column[cell] = (after[finding] ?? 0) - (before[finding] ?? 0);
    before = after;
  }
  return effects;
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Root mean square over the cells of the standard error over the orders. */
function errorOf(sampled: readonly (readonly number[])[], effects: readonly number[]): number | null {
  const orders = sampled.length;
  if (orders < 2) return null;
  const variances = effects.map((effect, cell) => {
    const squares = sampled.map((one) => ((one[cell] ?? 0) - effect) ** 2);
    return mean(squares) / (orders - 1);
  });
  return Math.sqrt(mean(variances));
}
