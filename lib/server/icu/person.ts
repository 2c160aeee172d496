import type { Session } from '../sign-in/session-cookie.ts';

/** Who asks: as colleagues know them, and as the audit does. */
export type Person = { readonly name: string; readonly who: string };

/** Without sign-in nobody can be told from anybody else, and the audit says so. */
export const personOf = (session: Session | null): Person =>
  session
    ? { name: session.name, who: `${session.name} (${session.subject})` }
    : { name: 'Somebody here', who: 'nobody signed in' };
