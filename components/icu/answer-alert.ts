import { z } from 'zod';
import { type Alert, alert } from '#lib/icu/alerts/alert.ts';
import type { AlertAnswer, AnswerKind } from '#lib/icu/alerts/answers.ts';
import { alertConflict } from '#lib/icu/alerts/icu-schema.ts';

export type AnswerOutcome =
  | { readonly ok: true; readonly alert: Alert }
  /** `standing`: the alert with the answer of somebody else who was first. */
  | { readonly ok: false; readonly reason: string; readonly standing: Alert | null };

const problem = z.object({ detail: z.string() });

/** What somebody said of an alert, told to the server. Never rejects: an answer that did not get there must be seen. */
export async function answerAlert(id: string, kind: AnswerKind, answer: AlertAnswer): Promise<AnswerOutcome> {
  try {
    const response = await fetch(`/api/icu/alerts/${encodeURIComponent(id)}/${kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, alert: alert.parse(body) };
    const conflict = alertConflict.safeParse(body);
    if (conflict.success) return { ok: false, reason: conflict.data.detail, standing: conflict.data.alert };
    const told = problem.safeParse(body);
    const reason = told.success ? told.data.detail : `The server answered ${response.status}.`;
    return { ok: false, reason, standing: null };
  } catch {
    return {
      ok: false,
      reason: 'The server could not be reached: the answer is not stored.',
      standing: null,
    };
  }
}
