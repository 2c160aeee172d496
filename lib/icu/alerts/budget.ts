import type { AlertCondition } from './alert.ts';
import { afterScore, type Lifecycle, type LifecycleRules, lifecycleRules, noLifecycle } from './lifecycle.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An alert up to so long after the onset still found the event, as the PhysioNet/CinC Challenge 2019 counts. */
const GRACE_MS = 3 * HOUR_MS;
/** No score for longer than this: the bed was not watched in between. */
const LONGEST_STEP_MS = HOUR_MS;

/** A score of the past; a patient's scores need not be in order. */
export type PastScore = { readonly patient: string; readonly at: number; readonly probability: number };

/** An onset that is known: of a simulated patient, or of a chart that was read afterwards. */
export type TrueEvent = { readonly patient: string; readonly onset: number };

/** What a threshold would have done to the same patients. */
export type Consequences = {
  readonly threshold: number;
  readonly bedDays: number;
  readonly alerts: number;
  /** Null where no bed was watched. */
  readonly alertsPerBedDay: number | null;
  /** What is known only where onsets are. */
  readonly truth: {
    readonly events: number;
    readonly found: number;
    /** Alerts for each event that was found or missed; null without events. */
    readonly alertsPerEvent: number | null;
    /** Share of alerts within the horizon before an onset or shortly after it; null without alerts. */
    readonly ppv: number | null;
    /** From the first alert of an event to its onset; negative: after it. Null where none was found. */
    readonly medianLeadHours: number | null;
  } | null;
};

type Course = { readonly patient: string; readonly scores: readonly PastScore[] };

/** Patients' scores, each in the order of time. */
function coursesOf(scores: readonly PastScore[]): readonly Course[] {
  const byPatient = Map.groupBy(scores, ({ patient }) => patient);
  return [...byPatient].map(([patient, own]) => ({ patient, scores: own.toSorted((a, b) => a.at - b.at) }));
}

function watchedMs({ scores }: Course): number {
  let sum = 0;
  for (const [index, { at }] of scores.entries()) {
    const before = scores[index - 1]?.at;
    if (before !== undefined) sum += Math.min(at - before, LONGEST_STEP_MS);
  }
  return sum;
}

/** When alerts of a patient would have begun, had nobody answered any. */
function beginningsOf(course: Course, threshold: number, rules: LifecycleRules): number[] {
  const rest = {
    threshold,
    horizonHours: 0,
    factors: [],
    model: '',
    arm: '',
    condition: 'sepsis' as AlertCondition,
  };
  let state: Lifecycle = noLifecycle;
  const beginnings: number[] = [];
  for (const score of course.scores) {
    const { next, changed } = afterScore(state, { ...rest, ...score }, rules, score.at);
    state = next;
    beginnings.push(...changed.filter((alert) => alert.state === 'raised').map(({ at }) => at));
  }
  return beginnings;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

type Beginnings = ReadonlyMap<string, readonly number[]>;

function truthOf(beginnings: Beginnings, alerts: number, truth: readonly TrueEvent[], horizonMs: number) {
  const finds = ({ onset }: TrueEvent, at: number) => at >= onset - horizonMs && at <= onset + GRACE_MS;
  const leads = truth.flatMap((event) => {
    const first = beginnings.get(event.patient)?.find((at) => finds(event, at));
    return first === undefined ? [] : [(event.onset - first) / HOUR_MS];
  });
  const isTrue = (patient: string, at: number) =>
    truth.some((event) => event.patient === patient && finds(event, at));
  const right = [...beginnings].flatMap(([patient, ats]) => ats.filter((at) => isTrue(patient, at))).length;
  return {
    events: truth.length,
    found: leads.length,
    alertsPerEvent: truth.length > 0 ? alerts / truth.length : null,
    ppv: alerts > 0 ? right / alerts : null,
    medianLeadHours: medianOf(leads),
  };
}

type Setting = {
  readonly rules?: LifecycleRules;
  /** Null: what is true is not known. */
  readonly truth: readonly TrueEvent[] | null;
  readonly horizonHours: number;
};

function consequencesOf(courses: readonly Course[], threshold: number, setting: Setting): Consequences {
  const { rules = lifecycleRules, truth, horizonHours } = setting;
  const beginnings = new Map(
    courses.map((course) => [course.patient, beginningsOf(course, threshold, rules)] as const),
  );
  const alerts = [...beginnings.values()].reduce((sum, { length }) => sum + length, 0);
  const bedDays = courses.reduce((sum, course) => sum + watchedMs(course), 0) / DAY_MS;
  return {
    threshold,
    bedDays,
    alerts,
    alertsPerBedDay: bedDays > 0 ? alerts / bedDays : null,
    truth: truth && truthOf(beginnings, alerts, truth, horizonHours * HOUR_MS),
  };
}

/** What another threshold would have done with these scores, by the very lifecycle that raises alerts. */
export const previewThreshold = (
  scores: readonly PastScore[],
  threshold: number,
  setting: Setting,
): Consequences => consequencesOf(coursesOf(scores), threshold, setting);

/** Steps of the ladder of quantiles on which a threshold by budget is sought. */
const RUNGS = 200;
/** Below the middle of its scores a site would be in one alarm that never ends, which is rare and no use. */
const LOWEST = 0.5;

/**
 * The lowest threshold from which on no higher one raises more alerts a bed-day than wished, without any label: rungs are the
 * upper quantiles of the scores of this site, so that a model whose probabilities are shifted there is set right by its alarm rate.
 * Null where there are no scores, or where even the highest of them come too often.
 */
export function thresholdByBudget(
  scores: readonly PastScore[],
  alertsPerBedDay: number,
  setting: Setting,
): Consequences | null {
  const sorted = scores.map(({ probability }) => probability).sort((a, b) => a - b);
  const rungs = new Set(
    Array.from(
      { length: RUNGS + 1 },
      (_, rung) => sorted[Math.round((LOWEST + (1 - LOWEST) * (rung / RUNGS)) * (sorted.length - 1))] ?? 1,
    ),
  );
  const courses = coursesOf(scores);
  let best: Consequences | null = null;
  for (const threshold of [...rungs].toReversed()) {
    const found = consequencesOf(courses, threshold, setting);
    if ((found.alertsPerBedDay ?? 0) > alertsPerBedDay) break;
    best = found;
  }
  return best;
}
