import { isLoopback } from './loopback.ts';

/** Why a request is not answered at all: HTTP status and one sentence. */
type Refusal = { readonly status: 403 | 421; readonly sentence: string };

const hostnameOf = (host: string): string | null =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null;

/** Only this machine's names and the configured origin: a foreign name that resolves here is DNS rebinding. */
function isKnownHost(host: string | null, origin: string): boolean {
  const hostname = host && hostnameOf(host);
  return !!hostname && (isLoopback(hostname) || hostname === new URL(origin).hostname);
}

const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A browser says where a request came from (Fetch Metadata, else Origin); programs without a browser say nothing. */
function isFromAnotherSite(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (!origin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== headers.get('host');
}

/** Checks the Host of every request, and the sender of every request that may change something. */
export function refusalOf(method: string, headers: Headers, origin: string): Refusal | null {
  if (!isKnownHost(headers.get('host'), origin))
    return { status: 421, sentence: 'This server does not answer to that host name.' };
  if (!changesNothing.has(method) && isFromAnotherSite(headers))
    return { status: 403, sentence: 'Another site sent this request.' };
  return null;
}
