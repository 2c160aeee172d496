import { isTagged } from '#lib/clinical/tagged-error.ts';
import { FhirError, outcomeSentence } from './fhir-error.ts';
import { asText, isObject, type JsonObject } from './json-value.ts';
import { nextLink } from './next-link.ts';
import { parseJson } from './parse-json.ts';
import { backoff, retryAfter, wait } from './retry-delay.ts';
import { ServerAddress } from './server-address.ts';

export type FhirClientOptions = {
  /** Address of the server, e.g. `https://ehr.example/fhir`; requests and links outside it are refused. */
  readonly baseUrl: string;
  /** Other addresses that the server gives itself, e.g. behind a proxy; its links that begin with one are followed at `baseUrl`. */
  readonly publicBaseUrls?: readonly string[];
  /** The platform's `fetch`, or a handler of the same shape in this process. */
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly bearerToken?: string | null;
  /** Per attempt, headers and body together. */
  readonly timeoutMs?: number;
  /** Further attempts after the first, on network errors, 429 and 5xx. */
  readonly retries?: number;
};

const PAGE_LIMIT = 1000;
const TIMEOUT_MS = 30_000;
const RETRIES = 4;

const isTransient = (error: unknown) =>
  isTagged<FhirError>(error, 'FhirError') &&
  (error.tag === 'network' || error.tag === 'timeout' || error.status === 429 || (error.status ?? 0) >= 500);

/** What one attempt came to. `waitMs`: how long the server asks to be left alone. */
type Attempt =
  | { readonly resource: JsonObject }
  | { readonly error: FhirError; readonly waitMs: number | undefined };

/** Reads from any FHIR R4 server. Throws `FhirError` with a sentence for the screen; never writes. */
export class FhirClient {
  readonly #address: ServerAddress;
  readonly #fetch: (request: Request) => Promise<Response>;
  readonly #bearerToken: string | null;
  readonly #timeoutMs: number;
  readonly #retries: number;

  constructor(options: FhirClientOptions) {
    this.#address = new ServerAddress(options.baseUrl, options.publicBaseUrls ?? []);
    this.#fetch = options.fetch ?? ((request) => fetch(request));
    this.#bearerToken = options.bearerToken ?? null;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.#retries = options.retries ?? RETRIES;
  }

  /** Every address under which the server is known, `baseUrl` first. */
  get addresses(): readonly string[] {
    return this.#address.all;
  }

  /** Gets one resource or bundle by a path below the server's address. */
  read(path: string, signal?: AbortSignal): Promise<JsonObject> {
    return this.#retrying(() => this.#get(this.#address.below(path)), signal);
  }

  /** Searches by POST, so that names stay out of addresses and logs; yields each page. */
  search(type: string, parameters: Readonly<Record<string, string>>, signal?: AbortSignal) {
    const url = this.#address.below(`${type}/_search`);
    const body = new URLSearchParams(parameters).toString();
    const headers = { ...this.#headers(), 'content-type': 'application/x-www-form-urlencoded' };
    const post = () => new Request(url, { method: 'POST', headers, body, redirect: 'manual' });
    return this.#follow(post, url, signal);
  }

  /** Gets a bundle and the pages after it. A page that cannot be had fails the whole: half a chart is a wrong one. */
  pages(path: string, signal?: AbortSignal): AsyncGenerator<JsonObject> {
    const url = this.#address.below(path);
    return this.#follow(() => this.#get(url), url, signal);
  }

  async *#follow(first: () => Request, from: URL, signal?: AbortSignal): AsyncGenerator<JsonObject> {
    const visited = new Set([from.href]);
    let page = await this.#retrying(first, signal);
    for (let at = from; ; ) {
      yield page;
      const link = nextLink(page);
      if (link === undefined) return;
      const next = this.#address.linked(link, at);
      if (visited.has(next.href))
        throw new FhirError('paging', 'The FHIR server sends the same page again and again.');
      if (visited.size >= PAGE_LIMIT)
        throw new FhirError('paging', `The FHIR server sends more than ${PAGE_LIMIT} pages.`);
      visited.add(next.href);
      at = next;
      page = await this.#retrying(() => this.#get(next), signal);
    }
  }

  #headers(): Record<string, string> {
    const authorization = this.#bearerToken === null ? {} : { authorization: `Bearer ${this.#bearerToken}` };
    return { accept: 'application/fhir+json', ...authorization };
  }

  #get(url: URL): Request {
    return new Request(url, { headers: this.#headers(), redirect: 'manual' });
  }

  async #retrying(request: () => Request, signal: AbortSignal | undefined): Promise<JsonObject> {
    for (let attempt = 0; ; attempt += 1) {
      signal?.throwIfAborted();
      const outcome = await this.#attempt(request(), signal);
      if ('resource' in outcome) return outcome.resource;
      if (attempt >= this.#retries || !isTransient(outcome.error)) throw outcome.error;
      await wait(outcome.waitMs ?? backoff(attempt), signal);
    }
  }

  async #attempt(request: Request, signal: AbortSignal | undefined): Promise<Attempt> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const asked = new Request(request, { signal: either });
    let answer: { readonly response: Response; readonly text: string };
    try {
      const response = await this.#fetch(asked);
      answer = { response, text: await response.text() };
    } catch (cause) {
      signal?.throwIfAborted();
      return { error: this.#unreachable(timeout.aborted, cause), waitMs: undefined };
    }
    const { response, text } = answer;
    return readResponse(response.status, text, retryAfter(response.headers.get('retry-after'), Date.now()));
  }

  #unreachable(late: boolean, cause: unknown): FhirError {
    if (late) {
      const message = `The FHIR server did not answer within ${this.#timeoutMs / 1000} s.`;
      return new FhirError('timeout', message, { cause });
    }
    return new FhirError('network', 'The FHIR server could not be reached.', { cause });
  }
}

/** As a file's text is read, so that a name given twice is noticed here too. */
function parse(text: string): unknown {
  const parsed = parseJson(text, { file: 'answer' });
  return 'code' in parsed ? undefined : parsed.value;
}

function readResponse(status: number, text: string, waitMs: number | undefined): Attempt {
  const body = parse(text);
  if (status >= 300) {
    const said = outcomeSentence(body);
    const reason =
      said ?? (status < 400 ? 'it redirects elsewhere, which is not followed' : 'it gave no reason');
    return {
      error: new FhirError('http', `The FHIR server answered ${status}: ${reason}.`.replace(/\.\.$/, '.'), {
        status,
      }),
      waitMs,
    };
  }
  if (isObject(body) && asText(body.resourceType) !== undefined) return { resource: body };
  const message = "What stands at the FHIR server's address does not answer with FHIR JSON.";
  return { error: new FhirError('not-fhir', message, { status }), waitMs };
}
