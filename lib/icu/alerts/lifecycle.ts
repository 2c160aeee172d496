import type { Alert, AlertCondition, AlertFactor } from './alert.ts';

const HOUR_MS = 3_600_000;

/** How a condition's alerts behave round their threshold. */
export type LifecycleRules = {
  /** An alert ends when the odds fall below this share of the threshold's odds: a score that trembles is one alert. */
  readonly releaseOdds: number;
  /** For so long after an alert ended no other begins; a score that is still high then is one that crossed. */
  readonly refractoryMs: number;
  /** A dismissed alert whose score is still high comes back after so long: nobody silences a patient for good. */
  readonly dismissedMs: number;
};

export const lifecycleRules: LifecycleRules = {
  releaseOdds: 0.75,
  refractoryMs: HOUR_MS,
  dismissedMs: 6 * HOUR_MS,
};

/** What is remembered of one patient and condition. */
export type Lifecycle = {
  /** Event time of the last score, ms since the epoch. */
  readonly at: number | null;
  /** The alert that has not ended. */
  readonly open: Alert | null;
  /** No alert begins before. */
  readonly quietUntil: number;
};

export const noLifecycle: Lifecycle = { at: null, open: null, quietUntil: 0 };

/** A score with all that its alert would say. `probability` is null where there is none. */
export type LifecycleScore = {
  readonly patient: string;
  readonly condition: AlertCondition;
  readonly at: number;
  readonly probability: number | null;
  readonly threshold: number;
  readonly horizonHours: number;
  readonly factors: readonly AlertFactor[];
  readonly model: string;
  readonly arm: string;
};

/** What comes next, and the alerts that are new or changed, oldest first. */
export type Step = { readonly next: Lifecycle; readonly changed: readonly Alert[] };

/** The same crossing has the same id, whoever finds it and however often. */
export const alertId = (condition: AlertCondition, patient: string, at: number): string =>
  `${condition}-${patient}-${at}`;

/** The probability below which an alert ends. */
export function releaseOf(threshold: number, { releaseOdds }: LifecycleRules): number {
  const odds = (releaseOdds * threshold) / (1 - threshold);
  return threshold >= 1 ? releaseOdds : odds / (1 + odds);
}

function begin(score: LifecycleScore, probability: number, storedAt: number): Alert {
  const { patient, condition, at, threshold, horizonHours, factors, model, arm } = score;
  return {
    id: alertId(condition, patient, at),
    patient,
    condition,
    state: 'raised',
    at,
    storedAt,
    endedAt: null,
    until: null,
    probability,
    threshold,
    horizonHours,
    factors: [...factors],
    model,
    arm,
    answer: null,
    second: null,
  };
}

const end = (alert: Alert, at: number): Alert => ({ ...alert, state: 'ended', endedAt: at, until: null });

/** Whether what somebody said of an alert no longer keeps it quiet. */
const isOver = (alert: Alert, now: number): boolean => alert.until !== null && now >= alert.until;

/** A snooze that is over: the alert stands again, as nobody had answered. */
export const wake = (alert: Alert, now: number): Alert =>
  alert.state === 'snoozed' && isOver(alert, now)
    ? { ...alert, state: 'raised', until: null, answer: null }
    : alert;

/** The open alert after a score: ended, awake, or as it was. */
function continued(open: Alert, score: LifecycleScore, rules: LifecycleRules): Alert {
  if (score.probability === null) return wake(open, score.at);
  if (score.probability < releaseOf(score.threshold, rules)) return end(open, score.at);
  return open.state === 'dismissed' && isOver(open, score.at) ? end(open, score.at) : wake(open, score.at);
}

/** After the alert that ended, quiet for a while; one that was dismissed has been quiet, and the next may follow at once. */
const quietAfter = (before: Alert, ended: Alert, rules: LifecycleRules): number =>
  before.state === 'dismissed' && isOver(before, ended.endedAt ?? 0)
    ? 0
    : (ended.endedAt ?? 0) + rules.refractoryMs;

/** What was open, after a score. */
function carried(before: Lifecycle, score: LifecycleScore, rules: LifecycleRules): Step {
  const { open, quietUntil } = before;
  if (!open) return { next: { ...before, at: score.at }, changed: [] };
  const now = continued(open, score, rules);
  const changed = now === open ? [] : [now];
  if (now.state !== 'ended') return { next: { at: score.at, open: now, quietUntil }, changed };
  return { next: { at: score.at, open: null, quietUntil: quietAfter(open, now, rules) }, changed };
}

/**
 * What a score does. A score from before the last one changes nothing, one of the same time takes its place: so a window that
 * is replayed after a crash finds the alerts that stand.
 */
export function afterScore(
  before: Lifecycle,
  score: LifecycleScore,
  rules: LifecycleRules,
  storedAt: number,
): Step {
  if (before.at !== null && score.at < before.at) return { next: before, changed: [] };
  const { next, changed } = carried(before, score, rules);
  const { probability, threshold, at } = score;
  if (next.open || probability === null || probability < threshold || at < next.quietUntil)
    return { next, changed };
  const open = begin(score, probability, storedAt);
  return { next: { ...next, open }, changed: [...changed, open] };
}

/** The patient has left: what was open has ended. A departure from before what is open, found in a replayed window, ends nothing. */
export function afterDeparture(before: Lifecycle, at: number): Step {
  if (before.open && at < before.open.at) return { next: before, changed: [] };
  const next = {
    at: Math.max(at, before.at ?? at),
    open: null,
    quietUntil: before.open ? 0 : before.quietUntil,
  };
  return { next, changed: before.open ? [end(before.open, at)] : [] };
}
