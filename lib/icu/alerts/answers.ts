import { z } from 'zod';
import { type Alert, alertReasons } from './alert.ts';
import type { LifecycleRules } from './lifecycle.ts';

/** What a person may say of an alert: I look after it, not now, or it is none. */
export const answerKinds = ['acknowledge', 'snooze', 'dismiss'] as const;
export type AnswerKind = (typeof answerKinds)[number];

const MINUTE_MS = 60_000;

/** The body of `POST /api/icu/alerts/{id}/{answer}`. */
export const alertAnswer = z.strictObject({
  reason: z.enum(alertReasons),
  note: z.string().max(500).optional(),
  minutes: z
    .int()
    .min(5)
    .max(240)
    .optional()
    .describe('of a snooze, by the clock of the wall; 30 where it is absent'),
  over: z
    .int()
    .optional()
    .describe('`answer.at` of the answer that this one takes the place of, when somebody else gave it'),
});
export type AlertAnswer = z.infer<typeof alertAnswer>;

/** An answer with who gave it and when by the clock of the wall. */
export type GivenAnswer = AlertAnswer & {
  readonly kind: AnswerKind;
  readonly by: string;
  readonly at: number;
};

const states = { acknowledge: 'acknowledged', snooze: 'snoozed', dismiss: 'dismissed' } as const;

function untilOf(given: GivenAnswer, rules: LifecycleRules): number | null {
  if (given.kind === 'acknowledge') return null;
  if (given.kind === 'dismiss') return given.at + rules.dismissedMs;
  return given.at + (given.minutes ?? 30) * MINUTE_MS;
}

/** Why an answer cannot stand; `null`: it can. */
function conflictOf(alert: Alert, given: GivenAnswer): string | null {
  if (alert.state === 'ended')
    return 'The alert has ended: the score fell below the threshold, or the patient left.';
  const { answer } = alert;
  if (!answer || answer.by === given.by || answer.at === given.over) return null;
  return `${answer.by} has answered already: the alert is ${alert.state}.`;
}

/** The alert with the answer, or why somebody else's stands. The same answer twice is one. */
export function afterAnswer(
  alert: Alert,
  given: GivenAnswer,
  rules: LifecycleRules,
): { readonly alert: Alert } | { readonly conflict: string } {
  const conflict = conflictOf(alert, given);
  if (conflict !== null) return { conflict };
  const { by, at, reason, note } = given;
  const isSame =
    alert.state === states[given.kind] && alert.answer?.by === by && alert.answer.reason === reason;
  if (isSame && given.kind !== 'snooze') return { alert };
  return {
    alert: {
      ...alert,
      state: states[given.kind],
      until: untilOf(given, rules),
      answer: { by, at, reason, ...(note !== undefined && { note }) },
    },
  };
}
