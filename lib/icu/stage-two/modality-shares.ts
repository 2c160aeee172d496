import { modalityShares } from '#lib/fusion/attribute.ts';
import { type CoalitionPlan, EVERYONE, NO_ONE, planCoalitions } from '#lib/fusion/coalitions.ts';
import type { StageTwoModality } from './modalities.ts';
import type { Asked, Player } from './players.ts';
import type { StageTwoWindow } from './window.ts';

/** All coalitions of the modalities of a window, as rows of a batch. */
export type ModalityGame = { readonly plan: CoalitionPlan; readonly asked: readonly Asked[] };

export type ModalityShares = {
  /** Log-odds of nobody's data, and of all that is known. */
  readonly base: number;
  readonly total: number;
  /** Exact Shapley values; with `base` they add up to `total`. */
  readonly shares: ReadonlyMap<StageTwoModality, number>;
};

/** Each modality that has anything is one player (Shapley 1953): at most 2⁵ coalitions. */
export function gameOf(window: StageTwoWindow, players: readonly Player[]): ModalityGame {
  const present = [...new Set(players.map(({ modality }) => modality))];
  const plan = planCoalitions(present.map((modality, column) => ({ column, modality })));
  const asked = plan.coalitions.map((kept) => ({
    window,
    shown: new Set(players.filter(({ modality }) => kept.has(present.indexOf(modality)))),
  }));
  return { plan, asked };
}

/** From the payoff of each row of the game. */
export function sharesOf({ plan, asked }: ModalityGame, payoff: (row: number) => number): ModalityShares {
  const [first] = asked;
  const shares = modalityShares(plan, payoff);
  const known = new Set([...(first?.shown ?? [])].map(({ modality }) => modality));
  return {
    base: payoff(NO_ONE),
    total: payoff(EVERYONE),
    shares: new Map([...known].map((modality) => [modality, shares.get(modality) ?? 0])),
  };
}
