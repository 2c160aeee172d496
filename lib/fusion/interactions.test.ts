import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute } from './attribute.ts';
import { planCoalitions } from './coalitions.ts';
import { modalityInteractions } from './interactions.ts';

const MODALITIES = ['ehr', 'imaging', 'wearables', 'genomics'];
const PLAYERS = 8;
const modalityOf = (column: number) => MODALITIES[column % MODALITIES.length] ?? 'ehr';
const players = Array.from({ length: PLAYERS }, (_, column) => ({ column, modality: modalityOf(column) }));
const plan = planCoalitions(players);

/** What each feature pays alone, and every two of them together. */
type Game = { readonly main: readonly number[]; readonly pairs: readonly number[] };

const pairs = players.flatMap(({ column: i }) =>
  players.slice(i + 1).map(({ column: j }) => [i, j] as const),
);

function payoff({ main, pairs: pays }: Game, columns: ReadonlySet<number>): number {
  const alone = main.reduce((sum, pay, column) => sum + (columns.has(column) ? pay : 0), 0);
  return pairs.reduce(
    (sum, [i, j], index) => sum + (columns.has(i) && columns.has(j) ? (pays[index] ?? 0) : 0),
    alone,
  );
}

const pay = fc.double({ min: -1, max: 1, noNaN: true });
const games: fc.Arbitrary<Game> = fc.record({
  main: fc.array(pay, { minLength: PLAYERS, maxLength: PLAYERS }),
  pairs: fc.array(pay, { minLength: pairs.length, maxLength: pairs.length }),
});
const payoffsOf = (game: Game) => Float32Array.from(plan.coalitions, (columns) => payoff(game, columns));

describe('interactions of modalities', () => {
  it('are what their features pay together', () => {
    fc.assert(
      fc.property(games, (game) => {
        for (const { between, value } of modalityInteractions(plan, payoffsOf(game))) {
          const crossing = pairs.map(([i, j], index) => {
            const ends = new Set([modalityOf(i), modalityOf(j)]);
            return ends.size === 2 && between.every((one) => ends.has(one)) ? (game.pairs[index] ?? 0) : 0;
          });
          expect(value).toBeCloseTo(
            crossing.reduce((sum, one) => sum + one, 0),
            4,
          );
        }
      }),
    );
  });

  it('make up each modality’s share by their halves and what it pays alone', () => {
    fc.assert(
      fc.property(games, (game) => {
        const value = payoffsOf(game);
        const { modalities, baseline } = attribute(plan, value, 1e-5);
        const interactions = modalityInteractions(plan, value);
        expect(interactions).toHaveLength(6);
        for (const [modality, share] of modalities) {
          const own = new Set(players.flatMap((one) => (one.modality === modality ? [one.column] : [])));
          const halves = interactions
            .filter(({ between }) => between.includes(modality))
            .reduce((sum, interaction) => sum + interaction.value / 2, 0);
          expect(payoff(game, own) - baseline + halves).toBeCloseTo(share, 4);
        }
      }),
    );
  });

  it('are none of a single modality', () => {
    const alone = planCoalitions([{ column: 0, modality: 'ehr' }]);
    expect(modalityInteractions(alone, new Float32Array(alone.coalitions.length))).toEqual([]);
  });
});
