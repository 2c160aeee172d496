import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttributionError, attribute, type Shares } from './attribute.ts';
import { type Player, planCoalitions } from './coalitions.ts';

/** A game as its Harsanyi dividends: each term pays when all its members (a bit mask) are there. */
type Game = { readonly players: number; readonly terms: readonly { members: number; pay: number }[] };

const bit = (index: number) => 1 << index;
const payoff = ({ terms }: Game, coalition: number) =>
  terms.reduce((sum, { members, pay }) => ((coalition & members) === members ? sum + pay : sum), 0);

function* ordersOf(players: readonly number[]): Generator<readonly number[]> {
  if (players.length === 0) yield [];
  for (const first of players) {
    for (const rest of ordersOf(players.filter((player) => player !== first))) yield [first, ...rest];
  }
}

/** The definition itself: the average over all orders in which the players may arrive. */
function shapleyByOrders(game: Game): number[] {
  const shares = new Array<number>(game.players).fill(0);
  const orders = [...ordersOf([...shares.keys()])];
  for (const order of orders) {
    let before = 0;
    for (const player of order) {
      shares[player] = (shares[player] ?? 0) + payoff(game, before | bit(player)) - payoff(game, before);
      before |= bit(player);
    }
  }
  return shares.map((share) => share / orders.length);
}

/** The definition by subsets, which reaches eight players. */
function shapleyBySubsets(game: Game): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const size = (mask: number) => mask.toString(2).replaceAll('0', '').length;
  return Array.from({ length: game.players }, (_, player) => {
    let share = 0;
    for (let mask = 0; mask < bit(game.players); mask += 1) {
      if (mask & bit(player)) continue;
      const weight =
        (factorial(size(mask)) * factorial(game.players - size(mask) - 1)) / factorial(game.players);
      share += weight * (payoff(game, mask | bit(player)) - payoff(game, mask));
    }
    return share;
  });
}

const maskOf = (columns: ReadonlySet<number>) => [...columns].reduce((mask, column) => mask | bit(column), 0);

function explain(game: Game, modalityOf: (player: number) => string, tolerance = 1e-5): Shares {
  const players: Player[] = Array.from({ length: game.players }, (_, column) => ({
    column,
    modality: modalityOf(column),
  }));
  const plan = planCoalitions(players);
  // Outputs are single precision in the product, so here too.
  const values = Float32Array.from(plan.coalitions, (coalition) => payoff(game, maskOf(coalition)));
  return attribute(plan, values, tolerance);
}

const pay = fc.double({ min: -2, max: 2, noNaN: true });
const twoAdditive = (most: number): fc.Arbitrary<Game> =>
  fc.integer({ min: 1, max: most }).chain((players) => {
    const pairs = Array.from({ length: players }, (_, i) =>
      Array.from({ length: i + 1 }, (_, j) => bit(i) | bit(j)),
    ).flat();
    return fc.tuple(pay, ...pairs.map(() => pay)).map(([constant, ...pays]) => ({
      players,
      terms: [{ members: 0, pay: constant }, ...pairs.map((members, k) => ({ members, pay: pays[k] ?? 0 }))],
    }));
  });

const oneModality = () => 'ehr';
const threeModalities = (player: number) => ['ehr', 'imaging', 'genomics'][player % 3] ?? 'ehr';
const sharesOf = (shares: Shares, players: number) =>
  Array.from({ length: players }, (_, column) => shares.columns.get(column) ?? Number.NaN);
const NEAR = 4;

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of actual.entries())
    expect(value).toBeCloseTo(expected[index] ?? Number.NaN, NEAR);
}

describe('attribute, on games of terms of at most two', () => {
  it('agrees with the average over all orders of arrival', () => {
    fc.assert(
      fc.property(twoAdditive(5), (game) => {
        expectClose(sharesOf(explain(game, oneModality), game.players), shapleyByOrders(game));
      }),
    );
  });

  it('agrees with the sum over all subsets for up to eight features, in one modality or three', () => {
    fc.assert(
      fc.property(twoAdditive(8), fc.constantFrom(oneModality, threeModalities), (game, modalityOf) => {
        expectClose(sharesOf(explain(game, modalityOf), game.players), shapleyBySubsets(game));
      }),
    );
  });

  it('is efficient: baseline and contributions sum to the total, at both levels', () => {
    fc.assert(
      fc.property(twoAdditive(8), (game) => {
        const shares = explain(game, threeModalities);
        const total = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
        expect(shares.baseline + total(shares.columns.values())).toBeCloseTo(shares.total, 10);
        expect(shares.baseline + total(shares.modalities.values())).toBeCloseTo(shares.total, 10);
        for (const [modality, share] of shares.modalities) {
          const own = [...shares.columns].filter(([column]) => threeModalities(column) === modality);
          expect(total(own.map(([, value]) => value))).toBeCloseTo(share, 10);
        }
      }),
    );
  });

  it('gives a player without effect exactly nothing', () => {
    fc.assert(
      fc.property(twoAdditive(6), (game) => {
        const shares = explain({ ...game, players: game.players + 1 }, oneModality);
        fc.pre(game.terms.some(({ members, pay: amount }) => members !== 0 && Math.abs(amount) > 1e-3));
        expect(shares.columns.get(game.players)).toBe(0);
      }),
    );
  });

  it('treats players alike that do alike', () => {
    fc.assert(
      fc.property(twoAdditive(6), (game) => {
        // A twin of player 0: every term of 0 once more with the twin in its place.
        const twin = game.players;
        const copies = game.terms
          .filter(({ members }) => members & bit(0))
          .map(({ members, pay: amount }) => ({ members: (members & ~bit(0)) | bit(twin), pay: amount }));
        const twins = { players: twin + 1, terms: [...game.terms, ...copies] };
        const shares = explain(twins, oneModality);
        expect(shares.columns.get(0)).toBeCloseTo(shares.columns.get(twin) ?? Number.NaN, NEAR);
      }),
    );
  });

  it('is linear: the shares of a sum of games are the sums of the shares', () => {
    fc.assert(
      fc.property(twoAdditive(6), twoAdditive(6), pay, (a, b, factor) => {
        const players = Math.max(a.players, b.players);
        const scaled = b.terms.map(({ members, pay: amount }) => ({ members, pay: factor * amount }));
        const both = explain({ players, terms: [...a.terms, ...scaled] }, oneModality);
        const one = sharesOf(explain({ ...a, players }, oneModality), players);
        const other = sharesOf(explain({ ...b, players }, oneModality), players);
        expectClose(
          sharesOf(both, players),
          one.map((share, k) => share + factor * (other[k] ?? Number.NaN)),
        );
      }),
    );
  });
});

describe('attribute, on anything else', () => {
  it('refuses a game in which three features act together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 8 }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        (players, amount) => {
          const game = { players, terms: [{ members: 0b111, pay: amount }] };
          expect(() => explain(game, oneModality)).toThrow(AttributionError);
        },
      ),
    );
  });

  it('refuses payoffs that are not numbers', () => {
    const game = { players: 2, terms: [{ members: 0b01, pay: Number.NaN }] };
    expect(() => explain(game, oneModality)).toThrow(AttributionError);
  });

  it('explains a patient without any feature by the baseline alone', () => {
    const shares = explain({ players: 0, terms: [{ members: 0, pay: 0.5 }] }, oneModality);
    expect(shares).toMatchObject({ baseline: 0.5, total: 0.5, residual: 0 });
    expect(shares.columns.size).toBe(0);
  });
});
