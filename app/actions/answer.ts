import type { Refusal } from '#lib/clinical/answer.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { requireSession } from '#lib/server/sign-in/session.ts';
import type { Session } from '#lib/server/sign-in/session-cookie.ts';

/** What an action answers to whoever is signed in; a system that is known to be broken is a refusal with its reason. */
export async function answer<T>(work: (session: Session | null) => Promise<T>): Promise<T | Refusal> {
  try {
    return await work(await requireSession());
  } catch (error) {
    if (isTagged(error)) return { ok: false, reason: error.message };
    throw error;
  }
}
