import { storedFiles } from './cache-storage.ts';
import { isModelError, ModelError, reasonOf } from './model-error.ts';
import type { ModelSource, ReadOptions } from './model-source.ts';

/**
 * A model folder over HTTP, kept in Cache Storage for the next visit and for work offline.
 * `location`: the folder's path, e.g. `/models/readmission/2`; versions of one model share one cache.
 */
export function fetchSource(location: string): ModelSource {
  const model = location.split('/').slice(0, -1).join('/');
  return {
    location,
    cache: storedFiles(`consilium-model${model}`),
    async read(name, options) {
      const response = await fetchFile(`${location}/${name}`);
      return readBody(response, `${location}/${name}`, options);
    },
  };
}

async function fetchFile(url: string): Promise<Response> {
  const response = await fetch(url, { cache: 'no-cache' }).catch((cause: unknown) => {
    throw new ModelError('download', `${url} could not be fetched: ${reasonOf(cause)}.`, { cause });
  });
  if (response.ok) return response;
  throw new ModelError('download', `${url} could not be fetched: HTTP ${response.status}.`);
}

/** Stops at the first byte beyond the expected length: a wrong file need not be downloaded to its end. */
async function readBody(
  response: Response,
  url: string,
  { bytes, onProgress }: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes === undefined || !response.body) return new Uint8Array(await response.arrayBuffer());
  const whole = new Uint8Array(bytes);
  let loaded = 0;
  try {
    for await (const part of chunks(response.body)) {
      if (loaded + part.length > bytes) {
        throw new ModelError('integrity', `${url} is longer than the ${bytes} bytes its manifest states.`);
      }
      whole.set(part, loaded);
      loaded += part.length;
      onProgress?.(loaded / bytes);
    }
  } catch (cause) {
    if (isModelError(cause)) throw cause;
    throw new ModelError('download', `${url} broke off after ${loaded} bytes: ${reasonOf(cause)}.`, {
      cause,
    });
  }
  return whole.subarray(0, loaded);
}

/** A stream's parts. `for await` over the stream itself is missing in Safari. */
async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
