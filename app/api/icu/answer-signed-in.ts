import type { Database } from '#lib/server/database/database.ts';
import { openedDatabase } from '#lib/server/database/opened-database.ts';
import { environment } from '#lib/server/env.ts';
import { type Person, personOf } from '#lib/server/icu/person.ts';
import { requireSession } from '#lib/server/sign-in/session.ts';
import { type Problem, problem } from '../risk/problem.ts';
import { respond } from '../risk/respond.ts';

export const isIcuOff = (): Problem | null =>
  environment().icu.on ? null : problem(404, 'Intensive care is turned off here (CONSILIUM_ICU=0).');

async function answer(work: (database: Database, person: Person) => Promise<object>): Promise<object> {
  const person = personOf(await requireSession());
  const off = isIcuOff();
  if (off) return off;
  return work((await openedDatabase()).database, person);
}

/**
 * Answers whoever is signed in, with JSON that nobody keeps; a problem or a broken system as RFC 9457 has it. Host, site and
 * session were checked by the proxy too.
 */
export const answerSignedIn = (
  work: (database: Database, person: Person) => Promise<object>,
): Promise<Response> => respond(() => answer(work));
