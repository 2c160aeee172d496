import type { Alert } from './alert.ts';

const rank: Readonly<Record<Alert['state'], number>> = {
  raised: 0,
  acknowledged: 1,
  snoozed: 2,
  dismissed: 3,
  ended: 4,
};

const logit = (probability: number): number => {
  const inside = Math.min(Math.max(probability, 1e-6), 1 - 1e-6);
  return Math.log(inside / (1 - inside));
};

/** How far above its threshold, in log-odds: two models' probabilities are no common scale, their distance to act is. */
const excess = ({ probability, threshold }: Alert): number => logit(probability) - logit(threshold);

/** Unanswered first, then what is farthest above its threshold, then what has waited longest; a total order. */
export const byUrgency = (a: Alert, b: Alert): number =>
  rank[a.state] - rank[b.state] ||
  excess(b) - excess(a) ||
  a.at - b.at ||
  (a.id < b.id ? -1 : Number(a.id > b.id));
