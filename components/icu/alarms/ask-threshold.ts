import { z } from 'zod';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import { type IcuThreshold, icuThreshold } from '#lib/icu/alerts/icu-schema.ts';

export type ThresholdOutcome =
  | { readonly ok: true; readonly answer: IcuThreshold }
  | { readonly ok: false; readonly reason: string };

/** What is tried: a threshold, or a rate of alarms for which one is sought. */
export type Trial = { readonly threshold: number } | { readonly alertsPerBedDay: number } | null;

const problem = z.object({ detail: z.string() });

async function ask(address: string, init?: RequestInit): Promise<ThresholdOutcome> {
  try {
    const response = await fetch(address, init);
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, answer: icuThreshold.parse(body) };
    const told = problem.safeParse(body);
    return { ok: false, reason: told.success ? told.data.detail : `The server answered ${response.status}.` };
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError')
      return { ok: false, reason: 'It was not waited for.' };
    return { ok: false, reason: 'The server could not be reached, or what it sent could not be read.' };
  }
}

/** The threshold in force and what it did in the last day, beside what is tried. Never rejects. */
export function tryThreshold(
  condition: AlertCondition,
  trial: Trial,
  signal: AbortSignal,
): Promise<ThresholdOutcome> {
  const tried = Object.entries(trial ?? {}).map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams([['condition', condition], ...tried]);
  return ask(`/api/icu/threshold?${query}`, { signal });
}

/** Puts a threshold in force. Never rejects. */
export const applyThreshold = (
  condition: AlertCondition,
  threshold: number,
  why: string,
): Promise<ThresholdOutcome> =>
  ask('/api/icu/threshold', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ condition, threshold, why }),
  });
