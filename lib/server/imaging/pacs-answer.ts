import { isTagged, TaggedError } from '#lib/clinical/tagged-error.ts';
import { streamOf } from './multipart.ts';
import { boundaryOf, MultipartFilter } from './multipart-filter.ts';
import type { Patience } from './patience.ts';
import { sentence } from './sentence.ts';
import { stripUpstreamAddresses } from './upstream-addresses.ts';

export type ForwardLimits = {
  /** Bytes of a JSON answer, which is held whole to take addresses out. */
  readonly json: number;
  /** Bytes of one answer and of one upload. */
  readonly stream: number;
  /** ms until the PACS begins to answer, and between two pieces of its answer. */
  readonly patience: number;
};

export const FORWARD_LIMITS: ForwardLimits = { json: 64 * 2 ** 20, stream: 4 * 2 ** 30, patience: 60_000 };

const JSON_TYPES = new Set(['application/dicom+json', 'application/json']);
const MEDIA = /^(application\/(dicom|octet-stream)|image\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+)$/;

export const typeOf = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

/** The PACS's refusals in our own words: its error pages may name its machines. */
function refusalOf(status: number): Response {
  if (status === 404 || status === 410) return sentence(404, 'The PACS holds no such images.');
  if (status === 401 || status === 403)
    return sentence(502, 'The PACS refused the access that this app has.');
  if (status === 406 || status === 415) return sentence(status, 'The PACS does not serve that format.');
  if (status === 413) return sentence(413, 'The PACS takes no upload of that size.');
  if (status === 400 || status === 409) return sentence(status, 'The PACS could not carry out the request.');
  return sentence(502, `The PACS answered with status ${status}.`);
}

/** A body passed its limit. */
export class TooLarge extends TaggedError {
  override readonly name = 'TooLarge';
  readonly tag = 'too-large';
}

export async function* limited(body: ReadableStream<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > limit) throw new TooLarge(`More than ${limit} bytes`);
    yield piece;
  }
}

/** Waits for each piece with patience, and not while the browser takes its time. */
async function* patient(pieces: AsyncGenerator<Uint8Array>, patience: Patience): AsyncGenerator<Uint8Array> {
  for (;;) {
    patience.start();
    const { done, value } = await pieces.next().finally(() => patience.stop());
    if (done) return;
    yield value;
  }
}

async function* filtered(pieces: AsyncGenerator<Uint8Array>, boundary: string): AsyncGenerator<Uint8Array> {
  const filter = new MultipartFilter(boundary);
  for await (const piece of pieces) yield* filter.push(piece);
  const rest = filter.end();
  if (rest.length > 0) yield rest;
}

async function jsonAnswer(pieces: AsyncGenerator<Uint8Array>, status: number, host: string) {
  let value: unknown;
  try {
    const text = await new Response(streamOf(pieces)).text();
    value = text === '' ? [] : JSON.parse(text);
  } catch (error) {
    if (isTagged<TooLarge>(error, 'TooLarge'))
      return sentence(502, 'The answer of the PACS is too large; ask for less.');
    return sentence(502, 'The answer of the PACS is cut off or no JSON.');
  }
  return new Response(JSON.stringify(stripUpstreamAddresses(value, host)), {
    status,
    headers: { 'content-type': 'application/dicom+json', 'cache-control': 'no-store' },
  });
}

function mediaAnswer(pieces: AsyncGenerator<Uint8Array>, status: number, contentType: string): Response {
  const headers = { 'cache-control': 'no-store' };
  const type = typeOf(contentType);
  if (MEDIA.test(type))
    return new Response(streamOf(pieces), { status, headers: { ...headers, 'content-type': type } });
  const boundary = type === 'multipart/related' ? boundaryOf(contentType) : null;
  const parts = /;\s*type="?([^";\s]+)"?/i.exec(contentType)?.[1] ?? 'application/dicom';
  if (boundary === null || !MEDIA.test(parts.toLowerCase()))
    return sentence(502, 'The PACS answered in a format that DICOMweb does not have.');
  return new Response(streamOf(filtered(pieces, boundary)), {
    status,
    headers: { ...headers, 'content-type': `multipart/related; type="${parts}"; boundary="${boundary}"` },
  });
}

/**
 * The PACS's answer as the browser gets it, without anything that names the PACS.
 *
 * @param host the PACS's host and port, which no text of the answer may hold
 */
export async function passBack(
  answer: Response,
  host: string,
  limits: ForwardLimits,
  patience: Patience,
): Promise<Response> {
  const { status } = answer;
  const contentType = answer.headers.get('content-type') ?? '';
  if (status >= 300 || status === 0) {
    await answer.body?.cancel().catch(() => undefined);
    return refusalOf(status);
  }
  if (status === 204 || answer.body === null)
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  const isJson = JSON_TYPES.has(typeOf(contentType));
  const limit = isJson ? limits.json : limits.stream;
  const pieces = patient(limited(answer.body, limit), patience);
  return isJson ? jsonAnswer(pieces, status, host) : mediaAnswer(pieces, status, contentType);
}
