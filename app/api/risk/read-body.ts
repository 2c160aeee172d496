import type { Issue } from '#lib/clinical/issue.ts';
import { streamChunks } from '#lib/clinical/stream-chunks.ts';
import { parseJson } from '#lib/fhir/parse-json.ts';
import { type Problem, problem } from './problem.ts';

const MEBIBYTE = 2 ** 20;
/** Far more than the chart of one patient. */
export const BODY_LIMIT = 32 * MEBIBYTE;

/** A JSON body by the media type that it was sent under. */
export type Body = {
  readonly type: 'application/json' | 'application/fhir+json';
  readonly value: unknown;
  /** What was wrong in a part of it. */
  readonly issues: readonly Issue[];
};

const tooLarge = problem(413, `The body is larger than ${BODY_LIMIT / MEBIBYTE} MiB.`);
const notUtf8 = problem(400, 'The body is not UTF-8 text.', [{ pointer: '#', detail: 'UTF-8 is expected' }]);

const header = (name: string, detail: string): Problem =>
  problem(415, `The ${name} header is not one that this address takes.`, [{ parameter: name, detail }]);

function mediaType({ headers }: Request): Body['type'] | Problem {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') return header('Content-Encoding', 'the body is expected as it is');
  if (type === 'application/json' || type === 'application/fhir+json') return type;
  return header('Content-Type', 'application/fhir+json or application/json is expected');
}

/** The body's text; reading ends at the first byte too many. */
export async function readText({ body, headers }: Request): Promise<string | Problem> {
  if (Number(headers.get('content-length') ?? 0) > BODY_LIMIT) return tooLarge;
  if (body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let length = 0;
  try {
    for await (const bytes of streamChunks(body)) {
      length += bytes.length;
      if (length > BODY_LIMIT) return tooLarge;
      text += decoder.decode(bytes, { stream: true });
    }
    return text + decoder.decode();
  } catch (cause) {
    if (cause instanceof TypeError) return notUtf8;
    throw cause;
  }
}

/** Reads a request's JSON, and nothing of what it says. */
export async function readBody(request: Request): Promise<Body | Problem> {
  const type = mediaType(request);
  if (typeof type !== 'string') return type;
  const text = await readText(request);
  if (typeof text !== 'string') return text;
  const parsed = parseJson(text, { file: 'body' });
  if ('code' in parsed)
    return problem(400, 'The body is not JSON that can be read.', [{ pointer: '#', detail: parsed.message }]);
  return { type, value: parsed.value, issues: parsed.issue ? [parsed.issue] : [] };
}
