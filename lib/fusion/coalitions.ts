/** A non-missing feature as a player of the cooperative game whose payoff is the log-hazard. */
export type Player = { readonly column: number; readonly modality: string };

/** Every coalition whose payoff an exact attribution needs: 2n + 2^M rows for n features of M modalities. */
export type CoalitionPlan = {
  readonly players: readonly Player[];
  /** Modalities with at least one player, in order of first appearance. */
  readonly modalities: readonly string[];
  /** Columns that keep their value; all others are set missing. */
  readonly coalitions: readonly ReadonlySet<number>[];
};

/** Positions in `CoalitionPlan.coalitions`. */
export const EVERYONE = 0;
export const NO_ONE = 1;
export const aloneAt = (player: number) => 2 + 2 * player;
export const withoutAt = (player: number) => 3 + 2 * player;

/** Position of the coalition of whole modalities: bit m of `mask` stands for `modalities[m]`. */
export function modalitiesAt({ players, modalities }: CoalitionPlan, mask: number): number {
  if (mask === 0) return NO_ONE;
  return mask === 2 ** modalities.length - 1 ? EVERYONE : 1 + 2 * players.length + mask;
}

export function planCoalitions(players: readonly Player[]): CoalitionPlan {
  const everyone = new Set(players.map(({ column }) => column));
  const modalities = [...new Set(players.map(({ modality }) => modality))];
  const coalitions: ReadonlySet<number>[] = [everyone, new Set()];
  for (const { column } of players) {
    const others = new Set(everyone);
    others.delete(column);
    coalitions.push(new Set([column]), others);
  }
  for (let mask = 1; mask < 2 ** modalities.length - 1; mask += 1) {
    const inside = (modality: string) => mask & (1 << modalities.indexOf(modality));
    coalitions.push(new Set(players.filter((p) => inside(p.modality)).map(({ column }) => column)));
  }
  return { players, modalities, coalitions };
}
