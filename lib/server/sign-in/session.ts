import 'server-only';
import { cookies } from 'next/headers';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import { environment } from '../env.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session-cookie.ts';

/** Nobody is signed in, and this app asks for it. */
export class SignInRequired extends TaggedError {
  override readonly name = 'SignInRequired';
  readonly tag = 'required';
  constructor() {
    super('Sign-in is required.');
  }
}

/** Who is signed in; `null` when nobody is or when sign-in is not configured. */
export async function currentSession(): Promise<Session | null> {
  const kept = await cookies();
  return openSession(environment(), (name) => kept.get(name)?.value);
}

/**
 * Every server action and route handler that touches patients calls this first; `proxy.ts` alone is no guard
 * (a matcher can miss a path). Without sign-in configured it lets everyone pass.
 * @throws {SignInRequired}
 */
export async function requireSession(): Promise<Session | null> {
  const session = await currentSession();
  if (!session && environment().signIn) throw new SignInRequired();
  return session;
}
