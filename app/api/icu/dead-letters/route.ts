import { seeDeadLetters } from '#lib/server/icu/audit/see-dead-letters.ts';
import { answerSignedIn } from '../answer-signed-in.ts';

/** What was sent and not taken in, newest first, each with its reason. */
export const GET = (): Promise<Response> =>
  answerSignedIn(async (database, { who }) => ({ letters: await seeDeadLetters(database, who) }));
