import type { Refusal } from '#lib/clinical/answer.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { requireSession } from '#lib/server/sign-in/session.ts';

/** What an action answers to whoever is signed in; a system that is known to be broken is a refusal with its reason. */
export async function answer<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    await requireSession();
    return await work();
  } catch (error) {
    if (isTagged(error)) return { ok: false, reason: error.message };
    throw error;
  }
}
