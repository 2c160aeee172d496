import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { SignInConfiguration } from '../env.ts';
import { type Provider, providerOf, SignInFailed } from './provider.ts';
import { safeReturnPath } from './return-path.ts';
import { seal, unseal } from './sealed-cookie.ts';
import { newSession, type Session } from './session-cookie.ts';

const TRANSACTION_S = 10 * 60;

/** What must be the same when the browser comes back: kept in a sealed cookie, never on the server. */
const transaction = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnPath: z.string(),
});

export const TRANSACTION_COOKIE = 'consilium-sign-in';

export const redirectUri = (origin: string): string => `${origin}/api/auth/callback`;

type SignInStart = { readonly location: string; readonly cookie: string; readonly maxAge: number };

/**
 * Starts an authorization code flow with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636).
 * `isFresh`: the provider must ask for the password again, as after a sign-out on a shared workstation.
 * @throws {SignInFailed}
 */
export async function beginSignIn(
  configuration: SignInConfiguration,
  origin: string,
  asked: { readonly returnPath: string | null; readonly isFresh: boolean },
  now: Date,
): Promise<SignInStart> {
  const { server, client } = await providerOf(configuration);
  if (!server.authorization_endpoint) throw new SignInFailed('The sign-in provider offers no sign-in.', null);
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const verifier = oauth.generateRandomCodeVerifier();
  const location = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: client.client_id,
    redirect_uri: redirectUri(origin),
    response_type: 'code',
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(asked.isFresh ? { prompt: 'login' } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value);
  const content = { state, nonce, verifier, returnPath: safeReturnPath(asked.returnPath) };
  const expires = Math.floor(now.getTime() / 1000) + TRANSACTION_S;
  const cookie = await seal(configuration.sessionSecret, 'sign-in', content, expires);
  return { location: location.href, cookie, maxAge: TRANSACTION_S };
}

async function exchange(
  { server, client, authentication, options }: Provider,
  origin: string,
  callback: URL,
  expected: z.infer<typeof transaction>,
): Promise<oauth.IDToken> {
  const parameters = oauth.validateAuthResponse(server, client, callback, expected.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    redirectUri(origin),
    expected.verifier,
    options,
  );
  const result = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: expected.nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, options);
  const claims = oauth.getValidatedIdTokenClaims(result);
  if (!claims) throw new SignInFailed('The sign-in provider sent no identity.', null);
  return claims;
}

function displayName(claims: oauth.IDToken): string {
  const named = [claims.name, claims.preferred_username].find(
    (text) => typeof text === 'string' && text !== '',
  );
  return typeof named === 'string' ? named.slice(0, 200) : claims.sub.slice(0, 200);
}

/**
 * Checks the answer the browser brought back and makes the session.
 * @throws {SignInFailed} when state, nonce, PKCE, issuer, audience or signature do not match, or time ran out.
 */
export async function finishSignIn(
  configuration: SignInConfiguration,
  origin: string,
  callback: URL,
  sealedTransaction: string | undefined,
  now: Date,
): Promise<{ readonly session: Session; readonly returnPath: string }> {
  const expected = await unseal(configuration.sessionSecret, 'sign-in', sealedTransaction, transaction, now);
  if (!expected) throw new SignInFailed('The sign-in took too long or began in another window.', null);
  const provider = await providerOf(configuration);
  const claims = await exchange(provider, origin, callback, expected).catch((cause: unknown) => {
    throw isTagged<SignInFailed>(cause, 'SignInFailed')
      ? cause
      : new SignInFailed('The sign-in was not accepted.', cause);
  });
  return {
    session: newSession(claims.sub, displayName(claims), now),
    returnPath: safeReturnPath(expected.returnPath),
  };
}
