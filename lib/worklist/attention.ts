// Who needs attention first.
import { remainingRisk, type StayWindow } from './stay-window.ts';

/** What the order is made of. */
export type Standing = {
  /** `null`: the chart has not been read yet. */
  readonly window: StayWindow | null;
  /** Risk of the whole window as the model gave it; `null`: none, or none yet. */
  readonly risk: number | null;
  /** What of it is left from today; `null` outside the window. */
  readonly remaining: number | null;
};

/** The order in a sentence for the screen. */
export const ATTENTION_RULE =
  'In hospital or within 30 days of discharge first, by the risk left today; then those without a score, window closed, not read yet.';

/** Whether something can still be done within the window. */
const isOpen = (window: StayWindow): boolean => window.kind === 'in-hospital' || window.kind === 'discharged';

// Charts that were not read stand last: a page whose order waits for them would read the whole hospital.
function rankOf({ window, remaining }: Standing): number {
  if (window === null) return 4;
  if (isOpen(window)) return remaining === null ? 1 : 0;
  return window.kind === 'closed' ? 2 : 3;
}

/** Negative: `a` needs attention before `b`. Equal standings are 0. */
export function byAttention(a: Standing, b: Standing): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  return (b.remaining ?? b.risk ?? -1) - (a.remaining ?? a.risk ?? -1);
}

/** The risk left today of a patient in the window; in hospital the whole, as if discharged now. */
export function remainingToday(window: StayWindow | null, survival: readonly number[] | null): number | null {
  if (window === null || survival === null) return null;
  if (window.kind === 'in-hospital') return remainingRisk(survival, 0);
  return window.kind === 'discharged' ? remainingRisk(survival, window.day) : null;
}

/** Those whom a reader has the time to follow up: the first of the queue, and the risk left that this amounts to. */
export type FollowUp = {
  readonly ids: ReadonlySet<string>;
  /** The smallest risk left among them; `null`: nobody. */
  readonly threshold: number | null;
};

/** @param capacity how many patients; the queue may be shorter */
export function followUp(queue: readonly (Standing & { readonly id: string })[], capacity: number): FollowUp {
  const chosen = queue
    .filter((one) => rankOf(one) === 0)
    .toSorted(byAttention)
    .slice(0, capacity);
  return { ids: new Set(chosen.map(({ id }) => id)), threshold: chosen.at(-1)?.remaining ?? null };
}
