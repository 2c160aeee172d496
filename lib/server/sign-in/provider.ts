import * as oauth from 'oauth4webapi';
import type { SignInConfiguration } from '../env.ts';
import { isLoopback } from '../loopback.ts';

/** The sign-in provider could not be reached or answered against the rules. */
export class SignInFailed extends Error {
  readonly _tag = 'SignInFailed';
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'SignInFailed';
  }
}

/** Everything oauth4webapi asks for on each call. */
export type Provider = {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly authentication: oauth.ClientAuth;
  readonly options: { readonly [oauth.allowInsecureRequests]: boolean; readonly signal: () => AbortSignal };
};

const TIMEOUT_MS = 10_000;

async function discover(configuration: SignInConfiguration): Promise<Provider> {
  const { issuer, clientId, clientSecret } = configuration;
  const options = {
    [oauth.allowInsecureRequests]: issuer.protocol === 'http:' && isLoopback(issuer.hostname),
    signal: () => AbortSignal.timeout(TIMEOUT_MS),
  };
  const response = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...options });
  return {
    server: await oauth.processDiscoveryResponse(issuer, response),
    client: { client_id: clientId },
    authentication: clientSecret ? oauth.ClientSecretBasic(clientSecret) : oauth.None(),
    options,
  };
}

const discovered = new Map<string, Promise<Provider>>();

/**
 * The provider's metadata (OpenID Connect Discovery 1.0), asked once; a failure is not remembered.
 * @throws {SignInFailed}
 */
export function providerOf(configuration: SignInConfiguration): Promise<Provider> {
  const key = `${configuration.issuer.href} ${configuration.clientId}`;
  const known = discovered.get(key);
  if (known) return known;
  const asked = discover(configuration).catch((cause: unknown) => {
    discovered.delete(key);
    throw new SignInFailed('The sign-in provider could not be reached.', cause);
  });
  discovered.set(key, asked);
  return asked;
}
