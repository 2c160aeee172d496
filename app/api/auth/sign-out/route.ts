import { NextResponse } from 'next/server';
import { environment } from '#lib/server/env.ts';
import { forgetCharts } from '#lib/server/page-charts.ts';
import { endSession } from '#lib/server/sign-in/ended-sessions.ts';
import { currentSession } from '#lib/server/sign-in/session.ts';
import { cookieAttributes, sessionCookieName } from '#lib/server/sign-in/session-cookie.ts';

/** Ends the session, here and for every copy of its cookie. POST only: `proxy.ts` refuses a POST that another site sent. */
export async function POST(): Promise<NextResponse> {
  const { origin, dataDirectory } = environment();
  const session = await currentSession();
  if (session) {
    forgetCharts(session);
    await endSession(dataDirectory, session.id, new Date());
  }
  const isSecure = origin.startsWith('https:');
  const response = NextResponse.redirect(new URL('/sign-in?signed-out=1', origin), 303);
  response.cookies.set(sessionCookieName(isSecure), '', { ...cookieAttributes(isSecure), maxAge: 0 });
  return response;
}
