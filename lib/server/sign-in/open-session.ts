import type { Environment } from '../env.ts';
import { hasEnded } from './ended-sessions.ts';
import { type Session, sessionCookieName, unsealSession } from './session-cookie.ts';

/**
 * Who is signed in, by the session cookie of a request; `null` when nobody is, the session was signed out, or sign-in is
 * not configured.
 *
 * @param cookieOf value of a cookie by its name
 */
export async function openSession(
  { signIn, origin, dataDirectory }: Environment,
  cookieOf: (name: string) => string | undefined,
): Promise<Session | null> {
  if (!signIn) return null;
  const sealed = cookieOf(sessionCookieName(origin.startsWith('https:')));
  const session = await unsealSession(signIn.sessionSecret, sealed, new Date());
  return session && !(await hasEnded(dataDirectory, session.id)) ? session : null;
}
