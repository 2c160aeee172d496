import { getStatus, normalizeOperationOutcome, notFound, OperationOutcomeError } from '@medplum/core';
import type { FhirResponse, HttpMethod } from '@medplum/fhir-router';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { streamChunks } from '#lib/clinical/stream-chunks.ts';
import { isTagged, TaggedError } from '#lib/clinical/tagged-error.ts';
import { inspectResource } from '../inspect-resource.ts';
import { asText, element, isObject } from '../json-value.ts';
import { parseJson } from '../parse-json.ts';
import { R4_TYPES } from '../resource-types.ts';
import type { FhirStore } from './fhir-store.ts';
import { createRoutes } from './routes.ts';
import { refuse } from './search-query.ts';
import type { StoreError } from './store-error.ts';

const BODY_LIMIT = 64 * 2 ** 20;
const FORMATS: ReadonlySet<string> = new Set(['json', 'application/json', 'application/fhir+json']);

type RefusalCode = 'too-long' | 'not-supported';

const failure = (code: 'exception' | RefusalCode, text: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, details: { text } }],
});

class RefusedRequest extends TaggedError {
  override readonly name = 'RefusedRequest';
  readonly tag: RefusalCode;
  readonly status: number;
  readonly outcome: OperationOutcome;

  constructor(status: number, code: RefusalCode, text: string) {
    super(text);
    this.tag = code;
    this.status = status;
    this.outcome = failure(code, text);
  }
}

/** Takes `_format` out of the query, which only ever may ask for JSON. */
function withoutFormat(url: URL): string {
  const format = url.searchParams.get('_format');
  if (format !== null && !FORMATS.has(format.split(';')[0] ?? '')) {
    throw new RefusedRequest(406, 'not-supported', 'Only JSON is served.');
  }
  url.searchParams.delete('_format');
  return url.search;
}

function parseBody(text: string): unknown {
  const parsed = parseJson(text, { file: 'body' });
  if ('code' in parsed) throw refuse('The body is not valid JSON.');
  if (parsed.issue) throw refuse('An object in the body gives one name twice.');
  const body = parsed.value;
  if (!isObject(body) || inspectResource(body).tooDeep) {
    throw refuse('The body is not a FHIR resource, or it is nested too deep.');
  }
  return body;
}

const tooLong = (): RefusedRequest =>
  new RefusedRequest(413, 'too-long', `The body is larger than ${BODY_LIMIT / 2 ** 20} MiB.`);

/** The body's text; reading ends at the first byte too many, whatever length was promised. */
async function readText({ body }: Request): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const bytes of streamChunks(body)) {
    length += bytes.length;
    if (length > BODY_LIMIT) throw tooLong();
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}

async function readBody(request: Request): Promise<unknown> {
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined;
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) throw tooLong();
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim();
  const text = await readText(request);
  if (type === 'application/x-www-form-urlencoded') {
    const sent = new URLSearchParams(text);
    return Object.fromEntries(Array.from(sent.keys(), (name) => [name, sent.getAll(name)]));
  }
  if (!FORMATS.has(type ?? '')) throw new RefusedRequest(415, 'not-supported', 'Send application/fhir+json.');
  return parseBody(text);
}

const METHODS: Readonly<Record<string, HttpMethod>> = {
  GET: 'GET',
  HEAD: 'GET',
  POST: 'POST',
  PUT: 'PUT',
  DELETE: 'DELETE',
};

async function dispatch(store: FhirStore, request: Request, base: string): Promise<FhirResponse> {
  const method = METHODS[request.method];
  if (method === undefined) throw new RefusedRequest(405, 'not-supported', 'This method is not supported.');
  const url = new URL(request.url);
  const path = decodeURIComponent(url.pathname.slice(new URL(base).pathname.length));
  const query = withoutFormat(url);
  const router = createRoutes(store, base);
  const route = router.find(method, `${path}${query}`);
  if (route === undefined) return [notFound];
  const type = route.params.resourceType;
  if (type !== undefined && !R4_TYPES.has(type)) return [notFound];
  const takesQuery = route.data?.interaction === 'search-type' || path.endsWith('$everything');
  if (query !== '' && !takesQuery) throw refuse('This request takes no parameters.');
  const headers = Object.fromEntries(request.headers);
  const body = await readBody(request);
  const { params, query: sent = {} } = route;
  return store.exclusively(() =>
    route.handler({ method, url: path, pathname: path, params, query: sent, body, headers }, store, router),
  );
}

const HEADERS = {
  'content-type': 'application/fhir+json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

function respond([outcome, resource]: FhirResponse, base: string, head: boolean): Response {
  const status = getStatus(outcome);
  const headers = new Headers(HEADERS);
  const version = asText(element(element(resource, 'meta'), 'versionId'));
  if (version !== undefined) headers.set('etag', `W/"${version}"`);
  if (status === 201 && resource !== undefined) {
    headers.set('location', `${base}/${resource.resourceType}/${resource.id}/_history/${version}`);
  }
  return new Response(head ? null : JSON.stringify(resource ?? outcome), { status, headers });
}

function respondToError(error: unknown): Response {
  if (isTagged<RefusedRequest>(error, 'RefusedRequest')) {
    return new Response(JSON.stringify(error.outcome), { status: error.status, headers: HEADERS });
  }
  if (error instanceof OperationOutcomeError) return respond([error.outcome], '', false);
  if (error instanceof URIError)
    return respond([normalizeOperationOutcome(refuse('The address is malformed.'))], '', false);
  const text = isTagged<StoreError>(error, 'StoreError')
    ? error.message
    : 'The store failed on this request.';
  return new Response(JSON.stringify(failure('exception', text)), { status: 500, headers: HEADERS });
}

/**
 * Answers one FHIR request; never rejects. All errors are an `OperationOutcome`.
 * @param base address under which the store is reached, without a slash at its end; links are built from it
 */
export async function handleFhirRequest(store: FhirStore, request: Request, base: string): Promise<Response> {
  try {
    const response = await dispatch(store, request, base);
    return respond(response, base, request.method === 'HEAD');
  } catch (error) {
    return respondToError(error);
  }
}
