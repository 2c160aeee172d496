import { type NextRequest, NextResponse } from 'next/server';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { environment } from '#lib/server/env.ts';
import { finishSignIn, TRANSACTION_COOKIE } from '#lib/server/sign-in/flow.ts';
import type { SignInFailed } from '#lib/server/sign-in/provider.ts';
import { cookieAttributes, sealSession, sessionCookieName } from '#lib/server/sign-in/session-cookie.ts';

/** Where the sign-in provider sends the browser back to. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const { signIn, origin } = environment();
  if (!signIn) return NextResponse.redirect(new URL('/', origin));
  const isSecure = origin.startsWith('https:');
  try {
    const transaction = request.cookies.get(TRANSACTION_COOKIE)?.value;
    const callback = new URL(`/api/auth/callback${request.nextUrl.search}`, origin);
    const { session, returnPath } = await finishSignIn(signIn, origin, callback, transaction, new Date());
    const response = NextResponse.redirect(new URL(returnPath, origin));
    const sealed = await sealSession(signIn.sessionSecret, session);
    response.cookies.set(sessionCookieName(isSecure), sealed, cookieAttributes(isSecure));
    response.cookies.set(TRANSACTION_COOKIE, '', { ...cookieAttributes(isSecure), maxAge: 0 });
    return response;
  } catch (error) {
    if (!isTagged<SignInFailed>(error, 'SignInFailed')) throw error;
    return NextResponse.redirect(new URL('/sign-in?problem=refused', origin));
  }
}
