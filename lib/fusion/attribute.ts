import { TaggedError } from '#lib/clinical/tagged-error.ts';
import {
  aloneAt,
  type CoalitionPlan,
  EVERYONE,
  modalitiesAt,
  NO_ONE,
  type Player,
  withoutAt,
} from './coalitions.ts';

/** The model's interactions are of a higher order than its manifest says: no attribution of it would be right. */
export class AttributionError extends TaggedError {
  override readonly name = 'AttributionError';
  readonly tag = 'not-two-additive';
  readonly modality: string;
  /** Log-hazard that the features of the modality leave unexplained, and the most that rounding can account for. */
  readonly residual: number;
  readonly limit: number;

  constructor(modality: string, residual: number, limit: number) {
    super(
      `The reasons for this score do not add up: ${residual.toExponential(1)} of the log-hazard of ${modality} is unexplained, ${limit.toExponential(1)} is the limit.`,
    );
    this.modality = modality;
    this.residual = residual;
    this.limit = limit;
  }
}

export type Shares = {
  /** v(∅) and v(N), log-hazard. */
  readonly baseline: number;
  readonly total: number;
  /** Shapley value by modality; their sum is `total − baseline` up to double rounding. */
  readonly modalities: ReadonlyMap<string, number>;
  /** Shapley value by column; a modality's columns sum to its own value. Missing features are not players and absent here. */
  readonly columns: ReadonlyMap<number, number>;
  /** Largest |modality − Σ features| that floating point left before it was spread. */
  readonly residual: number;
};

/**
 * Exact Shapley values (Shapley 1953) from the payoffs `value[k]` of `plan.coalitions[k]`.
 * Modalities: over all 2^M coalitions. Features: for a game without terms of three or more players the value is
 * ½[v({i}) − v(∅) + v(N) − v(N∖{i})] (Grabisch 1997, 2-additive games), and equals the Owen value of the modalities.
 * `tolerance`: largest error of one payoff. A residual above `tolerance × (features + 1)` throws `AttributionError`:
 * v(N) and v(∅) enter each feature's value with weight ½, so their rounding grows with the number of features.
 */
export function attribute(plan: CoalitionPlan, value: Float32Array, tolerance: number): Shares {
  const payoff = (position: number) => value[position] ?? Number.NaN;
  const modalities = modalityShares(plan, payoff);
  const columns = new Map<number, number>();
  let largest = 0;
  for (const [modality, share] of modalities) {
    const marginals = pairedMarginals(plan, payoff, modality);
    const residual = share - sum(marginals.values());
    const limit = tolerance * (marginals.size + 1);
    if (!(Math.abs(residual) <= limit)) throw new AttributionError(modality, residual, limit);
    for (const [column, marginal] of spread(marginals, residual)) columns.set(column, marginal);
    largest = Math.max(largest, Math.abs(residual));
  }
  return { baseline: payoff(NO_ONE), total: payoff(EVERYONE), modalities, columns, residual: largest };
}

/** Payoff of `plan.coalitions[position]`. */
export type Payoff = (position: number) => number;

/** Exact Shapley values of the modalities over all coalitions of them, whatever the order of the game. */
export function modalityShares(plan: CoalitionPlan, payoff: Payoff): Map<string, number> {
  const count = plan.modalities.length;
  const weight = Array.from({ length: count }, (_, size) => 1 / (count * choose(count - 1, size)));
  const shares = plan.modalities.map((modality, index): [string, number] => {
    let share = 0;
    for (let mask = 0; mask < 2 ** count; mask += 1) {
      const bit = 1 << index;
      if (mask & bit) continue;
      const gain = payoff(modalitiesAt(plan, mask | bit)) - payoff(modalitiesAt(plan, mask));
      share += (weight[bitCount(mask)] ?? 0) * gain;
    }
    return [modality, share];
  });
  return new Map(shares);
}

function pairedMarginals({ players }: CoalitionPlan, payoff: Payoff, modality: string): Map<number, number> {
  const marginal = (player: number) =>
    (payoff(aloneAt(player)) - payoff(NO_ONE) + payoff(EVERYONE) - payoff(withoutAt(player))) / 2;
  const entries = players.flatMap((player: Player, index): [number, number][] =>
    player.modality === modality ? [[player.column, marginal(index)]] : [],
  );
  return new Map(entries);
}

// In proportion to size: a feature without effect keeps exactly none, and equal features stay equal.
function spread(marginals: ReadonlyMap<number, number>, residual: number): Map<number, number> {
  const size = sum([...marginals.values()].map(Math.abs));
  const part = (marginal: number) => (size > 0 ? Math.abs(marginal) / size : 1 / marginals.size);
  return new Map([...marginals].map(([column, marginal]) => [column, marginal + residual * part(marginal)]));
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i += 1) product = (product * (n - k + i)) / i;
  return product;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
