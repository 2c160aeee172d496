import type { ModalityInteraction } from '#lib/contract/risk-report.ts';
import { type CoalitionPlan, modalitiesAt } from './coalitions.ts';

/**
 * Shapley interaction index (Grabisch 1997) of every two modalities at hand, in log-hazard, from the payoffs `value[k]` of
 * `plan.coalitions[k]`. In a game without terms of three or more players v(ij) − v(i) − v(j) + v(∅) is that index exactly, and
 * a modality's Shapley value is what it pays alone and half of each of its interactions.
 */
export function modalityInteractions(
  plan: CoalitionPlan,
  value: Float32Array,
): readonly ModalityInteraction[] {
  const payoff = (mask: number) => value[modalitiesAt(plan, mask)] ?? Number.NaN;
  return plan.modalities.flatMap((first, i) =>
    plan.modalities.slice(i + 1).map((second, offset): ModalityInteraction => {
      const [one, other] = [1 << i, 1 << (i + 1 + offset)];
      const both = payoff(one | other) - payoff(one) - payoff(other) + payoff(0);
      return { between: [first, second], value: both };
    }),
  );
}
