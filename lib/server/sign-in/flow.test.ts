import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityProvider, startIdentityProvider } from '../../../e2e/identity-provider.ts';
import type { SignInConfiguration } from '../env.ts';
import { beginSignIn, finishSignIn, redirectUri } from './flow.ts';
import { SignInFailed } from './provider.ts';

const origin = 'http://127.0.0.1:9';
const now = new Date();
let provider: IdentityProvider;

beforeAll(async () => {
  const redirects = { redirect_uris: [redirectUri(origin)] };
  provider = await startIdentityProvider([
    { client_id: 'confidential', client_secret: 'a client secret', ...redirects },
    { client_id: 'public', token_endpoint_auth_method: 'none', ...redirects },
  ]);
});
afterAll(() => provider.close());

const configure = (change: Partial<SignInConfiguration> = {}): SignInConfiguration => ({
  issuer: new URL(provider.issuer),
  clientId: 'confidential',
  clientSecret: 'a client secret',
  sessionSecret: 'a secret of at least thirty-two characters',
  ...change,
});

const begin = (configuration: SignInConfiguration) =>
  beginSignIn(configuration, origin, { returnPath: '/patients/abc', isFresh: false }, now);

/** Walks the provider's own forms as a browser does, until it sends us back to the app. */
async function signInAs(login: string, location: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = new URL(location);
  let form: URLSearchParams | null = null;
  for (let step = 0; step < 12 && next.origin === new URL(provider.issuer).origin; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent: RequestInit = form ? { method: 'POST', body: form } : {};
    const response = await fetch(next, { ...sent, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    form = prompt ? new URLSearchParams({ prompt, login, password: 'any' }) : null;
    next = new URL(response.headers.get('location') ?? next, next);
  }
  return next;
}

const refusal = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SignInFailed);
};

describe('sign-in against a real OpenID provider', () => {
  it.each(['confidential', 'public'])(
    'signs in with a %s client and returns to the page asked for',
    async (id) => {
      const configuration = configure({
        clientId: id,
        clientSecret: id === 'public' ? null : 'a client secret',
      });
      const { location, cookie } = await begin(configuration);
      const callback = await signInAs('nurse-1', location);
      const { session, returnPath } = await finishSignIn(configuration, origin, callback, cookie, now);
      expect(session).toMatchObject({ subject: 'nurse-1', name: 'Name of nurse-1' });
      expect(returnPath).toBe('/patients/abc');
    },
  );

  it('sends no secret and no return path to the provider', async () => {
    const { location } = await begin(configure());
    expect(location).not.toMatch(/patients|secret/);
    expect(new URL(location).searchParams.get('code_challenge_method')).toBe('S256');
  });

  it('refuses an answer to another window (state), twice the same code, and a missing cookie', async () => {
    const first = await begin(configure());
    const second = await begin(configure());
    const callback = await signInAs('nurse-1', first.location);
    await refusal(finishSignIn(configure(), origin, callback, second.cookie, now));
    await refusal(finishSignIn(configure(), origin, callback, undefined, now));
    await finishSignIn(configure(), origin, callback, first.cookie, now);
    await refusal(finishSignIn(configure(), origin, callback, first.cookie, now));
  });

  it('refuses a token whose nonce is not the one sent', async () => {
    const { location, cookie } = await begin(configure());
    const changed = new URL(location);
    changed.searchParams.set('nonce', 'someone-elses');
    const callback = await signInAs('nurse-1', changed.href);
    await refusal(finishSignIn(configure(), origin, callback, cookie, now));
  });

  it('refuses a code whose PKCE challenge is not ours', async () => {
    const mine = await begin(configure());
    const other = await begin(configure());
    const changed = new URL(mine.location);
    changed.searchParams.set(
      'code_challenge',
      new URL(other.location).searchParams.get('code_challenge') ?? '',
    );
    const callback = await signInAs('nurse-1', changed.href);
    await refusal(finishSignIn(configure(), origin, callback, mine.cookie, now));
  });

  it('refuses after ten minutes, a wrong client secret, and a refusal by the provider', async () => {
    const { location, cookie } = await begin(configure());
    const callback = await signInAs('nurse-1', location);
    const late = new Date(now.getTime() + 11 * 60_000);
    await refusal(finishSignIn(configure(), origin, callback, cookie, late));
    await refusal(finishSignIn(configure({ clientSecret: 'wrong' }), origin, callback, cookie, now));
    const state = new URL(location).searchParams.get('state') ?? '';
    const denied = new URL(
      `${origin}/api/auth/callback?error=access_denied&state=${state}&iss=${provider.issuer}`,
    );
    await refusal(finishSignIn(configure(), origin, denied, cookie, now));
  });

  it('says that the provider cannot be reached, and asks again the next time', async () => {
    const configuration = configure({ issuer: new URL('http://127.0.0.1:1') });
    await refusal(begin(configuration));
    await refusal(begin(configuration));
  });
});
