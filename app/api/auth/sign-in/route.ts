import { type NextRequest, NextResponse } from 'next/server';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { environment } from '#lib/server/env.ts';
import { beginSignIn, TRANSACTION_COOKIE } from '#lib/server/sign-in/flow.ts';
import type { SignInFailed } from '#lib/server/sign-in/provider.ts';
import { cookieAttributes } from '#lib/server/sign-in/session-cookie.ts';

/** Sends the browser to the sign-in provider. `?return=` is where to go afterwards; `?fresh=1` asks for the password again. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const { signIn, origin } = environment();
  if (!signIn) return NextResponse.redirect(new URL('/', origin));
  const query = request.nextUrl.searchParams;
  const asked = { returnPath: query.get('return'), isFresh: query.get('fresh') === '1' };
  try {
    const { location, cookie, maxAge } = await beginSignIn(signIn, origin, asked, new Date());
    const response = NextResponse.redirect(location);
    const attributes = cookieAttributes(origin.startsWith('https:'));
    response.cookies.set(TRANSACTION_COOKIE, cookie, { ...attributes, maxAge });
    return response;
  } catch (error) {
    if (!isTagged<SignInFailed>(error, 'SignInFailed')) throw error;
    return NextResponse.redirect(new URL('/sign-in?problem=provider', origin));
  }
}
