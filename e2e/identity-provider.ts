import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider, { type ClientMetadata } from 'oidc-provider';

export type IdentityProvider = { readonly issuer: string; readonly close: () => Promise<void> };

/** A certified OpenID provider on loopback with its own sign-in form: any user name works and becomes the `name` claim. */
export async function startIdentityProvider(clients: ClientMetadata[], port = 0): Promise<IdentityProvider> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The provider has no port');
  const issuer = `http://127.0.0.1:${address.port}`;
  const hour = 3600;
  const provider = new Provider(issuer, {
    clients,
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Name of ${id}` }) }),
    cookies: { keys: ['only for tests'] },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      IdToken: hour,
      Interaction: hour,
      Session: hour,
      Grant: hour,
    },
  });
  server.on('request', provider.callback());
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, close };
}
