import { z } from 'zod';
import { type ReplayChange, wallClock } from '#lib/icu/alerts/icu-schema.ts';
import type { WallClock } from '#lib/icu/wall/wall-message.ts';

type ReplayOutcome =
  | { readonly ok: true; readonly clock: WallClock }
  | { readonly ok: false; readonly reason: string };

const problem = z.object({ detail: z.string() });

/** Tells the replay how fast to run, or to where. Never rejects. */
export async function steerReplay(wish: ReplayChange): Promise<ReplayOutcome> {
  try {
    const response = await fetch('/api/icu/replay', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, clock: wallClock.parse(body) };
    const told = problem.safeParse(body);
    return { ok: false, reason: told.success ? told.data.detail : `The server answered ${response.status}.` };
  } catch {
    return { ok: false, reason: 'The server could not be reached: the replay goes on as it was.' };
  }
}
