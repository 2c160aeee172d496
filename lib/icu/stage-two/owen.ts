// Owen values of the numbers within each modality, by sampling orders: what the transformer makes of them is of any order.
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { StageTwoModality } from './modalities.ts';
import type { Asked, Player } from './players.ts';
import type { StageTwoWindow } from './window.ts';

/** Pairs of orders, each with its reverse. */
export const ORDER_PAIRS = 10;
/** The same question gets the same answer. */
const SEED = 67;

export type OwenGame = {
  /** Orders, a pair one after the other; each walks from nobody to everybody, a row a step. */
  readonly orders: readonly (readonly Player[])[];
  readonly asked: readonly Asked[];
};

export type OwenShare = { readonly player: Player; readonly share: number; readonly standardError: number };

type Draw = ReturnType<typeof xoroshiro128plus>;

function shuffled<T>(list: readonly T[], draw: Draw): readonly T[] {
  const mixed = [...list];
  for (let k = mixed.length - 1; k > 0; k -= 1) {
    const other = uniformInt(draw, 0, k);
    const [a, b] = [mixed[k], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[k], mixed[other]] = [b, a];
  }
  return mixed;
}

/** An order in which the players of one modality stand together (Owen 1977). */
function drawOrder(players: readonly Player[], draw: Draw): readonly Player[] {
  const blocks = [...Map.groupBy(players, ({ modality }) => modality).values()];
  return shuffled(blocks, draw).flatMap((block) => shuffled(block, draw));
}

export function owenGame(window: StageTwoWindow, players: readonly Player[], pairs = ORDER_PAIRS): OwenGame {
  const draw = xoroshiro128plus(SEED);
  const orders = Array.from({ length: pairs }, () => drawOrder(players, draw)).flatMap((order) => [
    order,
    order.toReversed(),
  ]);
  const asked = orders.flatMap((order) =>
    Array.from({ length: order.length + 1 }, (_, k) => ({ window, shown: new Set(order.slice(0, k)) })),
  );
  return { orders, asked };
}

/** What each player added, by pair of orders. */
function marginals({ orders }: OwenGame, payoff: (row: number) => number): Map<Player, number[]> {
  const found = new Map<Player, number[]>();
  let row = 0;
  for (const [k, order] of orders.entries()) {
    for (const player of order) {
      const list = found.get(player) ?? [];
      found.set(player, list);
      const pair = Math.floor(k / 2);
      list[pair] = (list[pair] ?? 0) + (payoff(row + 1) - payoff(row)) / 2;
      row += 1;
    }
    row += 1;
  }
  return found;
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

function estimate(player: Player, drawn: readonly number[]): OwenShare {
  const share = mean(drawn);
  const squares = drawn.reduce((sum, one) => sum + (one - share) ** 2, 0);
  return { player, share, standardError: Math.sqrt(squares / (drawn.length - 1) / drawn.length) };
}

/**
 * Estimates that add up to the exact share of their modality: what sampling left over goes to those that it left uncertain,
 * by their variance. The standard error is that of before, so it is on the safe side.
 */
function settled(estimates: readonly OwenShare[], exact: number): readonly OwenShare[] {
  const left = exact - estimates.reduce((sum, { share }) => sum + share, 0);
  const variance = estimates.reduce((sum, { standardError }) => sum + standardError ** 2, 0);
  return estimates.map((one) => ({
    ...one,
    share: one.share + left * (variance > 0 ? one.standardError ** 2 / variance : 1 / estimates.length),
  }));
}

/** @param exact Shapley value of each modality */
export function owenShares(
  game: OwenGame,
  payoff: (row: number) => number,
  exact: ReadonlyMap<StageTwoModality, number>,
): readonly OwenShare[] {
  const estimates = [...marginals(game, payoff)].map(([player, drawn]) => estimate(player, drawn));
  return [...Map.groupBy(estimates, ({ player }) => player.modality)].flatMap(([modality, own]) =>
    settled(own, exact.get(modality) ?? 0),
  );
}
