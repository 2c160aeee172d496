import { NextResponse } from 'next/server';
import { environment } from '#lib/server/env.ts';
import { cookieAttributes, sessionCookieName } from '#lib/server/sign-in/session-cookie.ts';

/** Ends the session. POST only: `proxy.ts` refuses a POST that another site sent. */
export function POST(): NextResponse {
  const { origin } = environment();
  const isSecure = origin.startsWith('https:');
  const response = NextResponse.redirect(new URL('/sign-in?signed-out=1', origin), 303);
  response.cookies.set(sessionCookieName(isSecure), '', { ...cookieAttributes(isSecure), maxAge: 0 });
  return response;
}
