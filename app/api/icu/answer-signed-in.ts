import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { Database } from '#lib/server/database/database.ts';
import { openedDatabase } from '#lib/server/database/opened-database.ts';
import { environment } from '#lib/server/env.ts';
import { type Person, personOf } from '#lib/server/icu/person.ts';
import { requireSession, type SignInRequired } from '#lib/server/sign-in/session.ts';
import { isProblem, type Problem, problem, problemResponse } from '../risk/problem.ts';

export const isIcuOff = (): Problem | null =>
  environment().icu.on ? null : problem(404, 'Intensive care is turned off here (CONSILIUM_ICU=0).');

async function answer(
  work: (database: Database, person: Person) => Promise<object | Response>,
): Promise<object | Response> {
  const person = personOf(await requireSession());
  const off = isIcuOff();
  if (off) return off;
  return work((await openedDatabase()).database, person);
}

/**
 * Answers whoever is signed in, with JSON that nobody keeps; a problem or a broken system as RFC 9457 has it. Host, site and
 * session were checked by the proxy too.
 */
export async function answerSignedIn(
  work: (database: Database, person: Person) => Promise<object | Response>,
): Promise<Response> {
  try {
    const given = await answer(work);
    if (given instanceof Response) return given;
    if (isProblem(given)) return problemResponse(given);
    return Response.json(given, { headers: { 'cache-control': 'no-store' } });
  } catch (cause) {
    if (isTagged<SignInRequired>(cause, 'SignInRequired'))
      return problemResponse(problem(401, cause.message));
    if (isTagged(cause)) return problemResponse(problem(503, cause.message));
    throw cause;
  }
}
