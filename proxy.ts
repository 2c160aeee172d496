import { type NextRequest, NextResponse } from 'next/server';
import { documentPolicy } from '#lib/server/content-security-policy.ts';
import { type Environment, environment } from '#lib/server/env.ts';
import { refusalOf } from '#lib/server/request-guard.ts';
import { openSession } from '#lib/server/sign-in/open-session.ts';
import {
  cookieAttributes,
  renewed,
  type Session,
  sealSession,
  sessionCookieName,
} from '#lib/server/sign-in/session-cookie.ts';

const isPublic = (path: string): boolean => path === '/sign-in' || path.startsWith('/api/auth/');

/** Programs (API calls, server actions) are told 401; a person is sent to the sign-in page and back. */
function askForSignIn(request: NextRequest, { origin }: Environment): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isProgram = pathname.startsWith('/api/') || !['GET', 'HEAD'].includes(request.method);
  if (isProgram) return new NextResponse('Sign-in is required.', { status: 401 });
  const signIn = new URL('/sign-in', origin);
  signIn.searchParams.set('return', pathname + search);
  return NextResponse.redirect(signIn);
}

function passOn(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = documentPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

async function keepSignedIn(response: NextResponse, session: Session, { signIn, origin }: Environment) {
  const next = signIn && renewed(session, new Date());
  if (!next) return;
  const isSecure = origin.startsWith('https:');
  const sealed = await sealSession(signIn.sessionSecret, next);
  response.cookies.set(sessionCookieName(isSecure), sealed, cookieAttributes(isSecure));
}

/** In front of every page, action and API call: known host, own site, signed in where asked for, and a fresh CSP nonce. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const settings = environment();
  const refusal = refusalOf(request.method, request.headers, settings.origin);
  if (refusal) return new NextResponse(refusal.sentence, { status: refusal.status });
  const session = await openSession(settings, (name) => request.cookies.get(name)?.value);
  if (settings.signIn && !session && !isPublic(request.nextUrl.pathname))
    return askForSignIn(request, settings);
  const response = passOn(request);
  if (session && !isPublic(request.nextUrl.pathname)) await keepSignedIn(response, session, settings);
  return response;
}

// Build output, model files, the service worker and its page hold nothing about patients; everything else passes through here.
// DICOMweb, FHIR and the APIs of risks and of similar patients make the same checks in their own routes: of what passes here the first 10 MiB are held in
// memory and the rest is lost, and studies and charts are larger.
export const config = {
  matcher: [
    '/((?!_next/static/|models/.+\\.(?:onnx|json)$|sw\\.js$|offline\\.(?:html|css)$|api/dicomweb/|api/fhir(?:/|$)|api/(?:risk|similar)$).*)',
  ],
};
