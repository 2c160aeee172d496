import * as oauth from 'oauth4webapi';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { SignInConfiguration } from '../env.ts';
import { isLoopback } from '../loopback.ts';

/** The sign-in provider could not be reached or answered against the rules. */
export class SignInFailed extends TaggedError {
  override readonly name = 'SignInFailed';
  readonly tag = 'failed';
  constructor(message: string, cause: unknown) {
    super(message, { cause });
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

function optionsFor(issuer: URL): Provider['options'] {
  return {
    [oauth.allowInsecureRequests]: issuer.protocol === 'http:' && isLoopback(issuer.hostname),
    signal: () => AbortSignal.timeout(TIMEOUT_MS),
  };
}

async function discover(issuer: URL): Promise<oauth.AuthorizationServer> {
  const response = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...optionsFor(issuer) });
  return oauth.processDiscoveryResponse(issuer, response);
}

const discovered = new Map<string, Promise<oauth.AuthorizationServer>>();

function serverOf(issuer: URL): Promise<oauth.AuthorizationServer> {
  const known = discovered.get(issuer.href);
  if (known) return known;
  const asked = discover(issuer).catch((cause: unknown) => {
    discovered.delete(issuer.href);
    throw new SignInFailed('The sign-in provider could not be reached.', cause);
  });
  discovered.set(issuer.href, asked);
  return asked;
}

/**
 * The provider's metadata (OpenID Connect Discovery 1.0), asked once; a failure is not remembered.
 * @throws {SignInFailed}
 */
export async function providerOf(configuration: SignInConfiguration): Promise<Provider> {
  const { issuer, clientId, clientSecret } = configuration;
  return {
    server: await serverOf(issuer),
    client: { client_id: clientId },
    authentication: clientSecret ? oauth.ClientSecretBasic(clientSecret) : oauth.None(),
    options: optionsFor(issuer),
  };
}
