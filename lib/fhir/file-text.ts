import type { Issue } from '#lib/clinical/issue.ts';
import { fileBytes, type SourceFile, unreadable } from './file-bytes.ts';

export const MEBIBYTE = 2 ** 20;
/** In characters. A few kilobytes of gzip can inflate to terabytes: reading stops here. */
export const INFLATED_LIMIT = 512 * MEBIBYTE;

const tooLarge = (file: string): Issue => ({
  code: 'file-too-large',
  severity: 'error',
  message: `The file holds more than ${INFLATED_LIMIT / MEBIBYTE} MiB once inflated; reading stopped there.`,
  file,
});

/**
 * How text is written, by its byte-order mark; without one by the zeros of UTF-16 round the first character of JSON, which
 * is always ASCII (RFC 4627 section 3). FHIR JSON is UTF-8, and Windows still saves text as UTF-16.
 */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}

/** Bytes to text, strictly (a character replaced in silence could be part of a unit), and no more than the limit. */
class LimitedDecoder {
  readonly #file: string;
  #head: Uint8Array = new Uint8Array(0);
  #decoder: TextDecoder | undefined;
  #length = 0;

  constructor(file: string) {
    this.#file = file;
  }

  decode(bytes: Uint8Array): string | Issue {
    if (this.#decoder !== undefined) return this.#decode(this.#decoder, bytes);
    this.#head = Uint8Array.of(...this.#head, ...bytes.subarray(0, 2));
    if (this.#head.length < 2) return '';
    this.#decoder = new TextDecoder(encodingOf(this.#head), { fatal: true });
    const start = this.#decode(this.#decoder, this.#head);
    const rest = this.#decode(this.#decoder, bytes.subarray(2));
    return typeof start === 'string' && typeof rest === 'string' ? start + rest : rest;
  }

  /** The end of the text: a character that was begun is missing its rest. */
  end(): string | Issue {
    if (this.#decoder !== undefined) return this.#decode(this.#decoder, null);
    return this.#decode(new TextDecoder('utf-8', { fatal: true }), this.#head, false);
  }

  /** @param bytes `null` ends the text */
  #decode(decoder: TextDecoder, bytes: Uint8Array | null, stream = true): string | Issue {
    let text: string;
    try {
      text = bytes === null ? decoder.decode() : decoder.decode(bytes, { stream });
    } catch {
      return unreadable(this.#file, `The file is not ${decoder.encoding.toUpperCase()} text.`);
    }
    this.#length += text.length;
    return this.#length > INFLATED_LIMIT ? tooLarge(this.#file) : text;
  }
}

/**
 * Yields a file's text piece by piece, inflated and without a byte-order mark. An `Issue` that is an error ends it and says
 * where reading had to stop; pieces before that are whole and may be used.
 */
export async function* readText(source: SourceFile): AsyncGenerator<string | Issue> {
  const decoder = new LimitedDecoder(source.name);
  for await (const piece of fileBytes(source)) {
    const text = piece instanceof Uint8Array ? decoder.decode(piece) : piece;
    yield text;
    if (typeof text !== 'string' && text.severity === 'error') return;
  }
  yield decoder.end();
}
