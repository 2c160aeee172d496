import { z } from 'zod';
import { seal, unseal } from './sealed-cookie.ts';

const IDLE_S = 30 * 60;
/** Longest life of a session, whatever happens. */
export const ABSOLUTE_S = 12 * 3600;
const RENEW_AFTER_S = 60;

const session = z.object({
  /** By which a signed-out session is known to be dead; every renewal of the cookie keeps it. */
  id: z.uuid(),
  subject: z.string(),
  name: z.string(),
  /** Seconds since the epoch: sign-in, and the last time the cookie was renewed. */
  signedInAt: z.number(),
  renewedAt: z.number(),
});

/** Who is signed in, and since when. */
export type Session = z.infer<typeof session>;

/** `__Host-` pins the cookie to this host over https (RFC 6265bis §4.1.3.2). */
export const sessionCookieName = (isSecure: boolean): string =>
  isSecure ? '__Host-consilium-session' : 'consilium-session';

export const cookieAttributes = (isSecure: boolean) =>
  ({ httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' }) as const;

const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000);

export function newSession(subject: string, name: string, now: Date): Session {
  return { id: crypto.randomUUID(), subject, name, signedInAt: secondsOf(now), renewedAt: secondsOf(now) };
}

/** A sealed session ends after 30 idle minutes, and 12 hours after sign-in whatever happens. */
export function sealSession(secret: string, content: Session): Promise<string> {
  const expires = Math.min(content.renewedAt + IDLE_S, content.signedInAt + ABSOLUTE_S);
  return seal(secret, 'session', content, expires);
}

export function unsealSession(
  secret: string,
  sealed: string | undefined,
  now: Date,
): Promise<Session | null> {
  return unseal(secret, 'session', sealed, session, now);
}

/** The session with its idle time started again, or `null` while the present cookie is fresh enough. */
export function renewed(content: Session, now: Date): Session | null {
  const at = secondsOf(now);
  return at - content.renewedAt < RENEW_AFTER_S ? null : { ...content, renewedAt: at };
}
