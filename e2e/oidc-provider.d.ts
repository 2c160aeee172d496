// The package ships no types; these are the parts that the tests use.
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export type ClientMetadata = {
    client_id: string;
    client_secret?: string;
    token_endpoint_auth_method?: 'none' | 'client_secret_basic';
    redirect_uris: string[];
  };

  export type Account = { accountId: string; claims: () => Record<string, unknown> };

  export default class Provider {
    constructor(
      issuer: string,
      configuration: {
        clients: ClientMetadata[];
        claims: Record<string, string[]>;
        conformIdTokenClaims: boolean;
        findAccount: (context: unknown, id: string) => Account;
        cookies: { keys: string[] };
        ttl: Record<string, number>;
      },
    );
    callback(): RequestListener;
  }
}
