const encoder = new TextEncoder();
const CRLF = '\r\n';

export type Part = { readonly type: string; readonly content: Uint8Array | ReadableStream<Uint8Array> };

async function* bytesOf(content: Part['content']): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* content as unknown as AsyncIterable<Uint8Array>;
}

async function* written(parts: AsyncIterable<Part>, boundary: string): AsyncGenerator<Uint8Array> {
  for await (const { type, content } of parts) {
    yield encoder.encode(`--${boundary}${CRLF}Content-Type: ${type}${CRLF}${CRLF}`);
    yield* bytesOf(content);
    yield encoder.encode(CRLF);
  }
  yield encoder.encode(`--${boundary}--${CRLF}`);
}

/** Bytes as they are asked for; a failure of the generator fails the stream, and a reader that leaves ends it. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/**
 * A `multipart/related` response (RFC 2387) that is written while its parts are read.
 *
 * @param type media type of the parts, as the header announces it
 */
export function multipartResponse(type: string, parts: AsyncIterable<Part>): Response {
  const boundary = `consilium-${crypto.randomUUID()}`;
  return new Response(streamOf(written(parts, boundary)), {
    headers: {
      'content-type': `multipart/related; type="${type}"; boundary=${boundary}`,
      'cache-control': 'no-store',
    },
  });
}
