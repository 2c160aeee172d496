import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { DicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { streamOf } from './multipart.ts';
import {
  FORWARD_LIMITS,
  type ForwardLimits,
  limited,
  passBack,
  type TooLarge,
  typeOf,
} from './pacs-answer.ts';
import { Patience } from './patience.ts';
import { sentence } from './sentence.ts';

type Upstream = {
  /** No trailing slash. */
  readonly baseUrl: string;
  /** Value of the Authorization header; `null` for a PACS that asks for none. */
  readonly authorization: string | null;
};

/** What to ask for: JSON where addresses must be taken out, else what the browser wants. */
function acceptOf(path: DicomwebPath, sent: string | null): string {
  if (path.service === 'search' || path.service === 'metadata' || path.service === 'store')
    return 'application/dicom+json';
  const isPlain = sent !== null && /^[\x20-\x7e]{1,500}$/.test(sent) && !/xml/i.test(sent) && sent !== '*/*';
  if (isPlain) return sent;
  if (path.service === 'rendered' || path.service === 'thumbnail') return 'image/jpeg';
  return path.service === 'retrieve'
    ? 'multipart/related; type="application/dicom"; transfer-syntax=*'
    : 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
}

function headersOf(path: DicomwebPath, request: Request, { authorization }: Upstream): Headers {
  const headers = new Headers({ accept: acceptOf(path, request.headers.get('accept')) });
  if (authorization !== null) headers.set('authorization', authorization);
  const type = request.headers.get('content-type');
  if (path.service === 'store' && type !== null) headers.set('content-type', type);
  return headers;
}

/** A search's own parameters; anything that is no attribute or control of DICOMweb is refused. */
function queryOf(request: Request): string | null {
  const { searchParams, search } = new URL(request.url);
  const names = [...searchParams.keys()];
  const plain = names.every((name) => /^[A-Za-z0-9]{1,64}(\.[A-Za-z0-9]{1,64}){0,8}$/.test(name));
  return plain && names.length <= 64 && search.length <= 8192 ? searchParams.toString() : null;
}

function uploadOf(request: Request, limit: number): AsyncGenerator<Uint8Array> | Response {
  if (typeOf(request.headers.get('content-type') ?? '') !== 'multipart/related')
    return sentence(415, 'Images are stored as multipart/related with parts of application/dicom.');
  if (Number(request.headers.get('content-length') ?? 0) > limit)
    return sentence(413, 'The upload is too large.');
  return request.body ? limited(request.body, limit) : sentence(400, 'The upload is empty.');
}

/**
 * Passes one DICOMweb request on to a PACS and its answer back, piece by piece and within limits. Nothing of the answer
 * names the PACS: addresses are turned to this app, its errors are told in our words, redirects are not followed.
 *
 * @param segments the path below the DICOMweb root, already read as `path`
 */
export async function forwardDicomweb(
  upstream: Upstream,
  path: DicomwebPath,
  segments: readonly string[],
  request: Request,
  limits: ForwardLimits = FORWARD_LIMITS,
): Promise<Response> {
  const query = queryOf(request);
  if (query === null) return sentence(400, 'The query holds a parameter that DICOMweb does not have.');
  const body = path.service === 'store' ? uploadOf(request, limits.stream) : null;
  if (body instanceof Response) return body;
  const url = `${upstream.baseUrl}/${segments.map(encodeURIComponent).join('/')}${query && `?${query}`}`;
  return exchange(upstream, url, { path, request, body, limits });
}

/** An upload that moves is waited for, however long it takes. */
async function* sent(body: AsyncGenerator<Uint8Array>, patience: Patience): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    patience.start();
    yield piece;
  }
}

type Exchange = {
  readonly path: DicomwebPath;
  readonly request: Request;
  readonly body: AsyncGenerator<Uint8Array> | null;
  readonly limits: ForwardLimits;
};

async function exchange(upstream: Upstream, url: string, { path, request, body, limits }: Exchange) {
  const patience = new Patience(limits.patience);
  const init: RequestInit & { duplex?: 'half' } = {
    method: path.service === 'store' ? 'POST' : 'GET',
    headers: headersOf(path, request, upstream),
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.any([patience.signal, request.signal]),
    ...(body && { body: streamOf(sent(body, patience)), duplex: 'half' }),
  };
  patience.start();
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    patience.stop();
    return failureOf(error);
  }
  try {
    return await passBack(answer, new URL(upstream.baseUrl).host, limits, patience);
  } finally {
    patience.stop();
  }
}

function failureOf(error: unknown): Response {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  return causes.some((cause) => isTagged<TooLarge>(cause, 'TooLarge'))
    ? sentence(413, 'The upload is too large.')
    : sentence(504, 'The PACS did not answer.');
}
