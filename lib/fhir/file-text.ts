import type { Issue } from '#lib/clinical/issue.ts';

export const MEBIBYTE = 2 ** 20;
/** In characters. A few kilobytes of gzip can inflate to terabytes: reading stops here. */
export const INFLATED_LIMIT = 512 * MEBIBYTE;

/** A dropped `File`, a `Blob`, or bytes already at hand. */
export type SourceFile = { readonly name: string; readonly bytes: Uint8Array | Blob };

const asBlob = ({ bytes }: SourceFile): Blob =>
  bytes instanceof Uint8Array ? new Blob([new Uint8Array(bytes)]) : bytes;

const unreadable = (file: string, message: string): Issue => ({
  code: 'file-unreadable',
  severity: 'error',
  message,
  file,
});

const tooLarge = (file: string): Issue => ({
  code: 'file-too-large',
  severity: 'error',
  message: `The file holds more than ${INFLATED_LIMIT / MEBIBYTE} MiB once inflated; reading stopped there.`,
  file,
});

const UTF_16 = ['fffe', 'feff'];
/** RFC 1952, section 2.3.1. */
const GZIP = '1f8b';

/** Two bytes in hexadecimal; empty when they cannot be read, and then reading the rest says so. */
async function leadingBytes(blob: Blob): Promise<string> {
  const lead = await blob
    .slice(0, 2)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const bytes = new Uint8Array(lead);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Compressed content is known by its first two bytes (RFC 1952), never by its name. */
function inflate(blob: Blob, lead: string): ReadableStream<Uint8Array> {
  const stream: ReadableStream<Uint8Array<ArrayBuffer>> = blob.stream();
  return lead === GZIP ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
}

/** The next decoded piece, `null` at the end of the stream, or the reason why there is none. */
async function nextPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  file: string,
  compressed: boolean,
): Promise<Uint8Array | null | Issue> {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch {
    return unreadable(
      file,
      compressed
        ? 'The gzip data is damaged or cut off; what stands before that was read where it could be.'
        : 'The file could not be read from where it lies.',
    );
  }
}

/** Bytes to text: strict UTF-8 (a character replaced in silence could be part of a unit), and no more than the limit. */
class LimitedDecoder {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #file: string;
  #length = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** `null` ends the text. */
  decode(bytes: Uint8Array | null): string | Issue {
    try {
      const text = bytes === null ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream: true });
      this.#length += text.length;
      return this.#length > INFLATED_LIMIT ? tooLarge(this.#file) : text;
    } catch {
      return unreadable(this.#file, 'The file is not UTF-8 text.');
    }
  }
}

async function* inflatedPieces(source: SourceFile): AsyncGenerator<Uint8Array | null | Issue> {
  const blob = asBlob(source);
  const lead = await leadingBytes(blob);
  if (UTF_16.includes(lead)) {
    yield unreadable(source.name, 'The file is UTF-16; FHIR JSON is UTF-8.');
    return;
  }
  const reader = inflate(blob, lead).getReader();
  try {
    for (;;) yield await nextPiece(reader, source.name, lead === GZIP);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Yields a file's text piece by piece, inflated and without a byte-order mark; an `Issue` as the last piece says where
 * reading had to stop. Pieces before that are whole and may be used.
 */
export async function* readText(source: SourceFile): AsyncGenerator<string | Issue> {
  const decoder = new LimitedDecoder(source.name);
  for await (const piece of inflatedPieces(source)) {
    const sent = piece === null || piece instanceof Uint8Array;
    const text = sent ? decoder.decode(piece) : piece;
    yield text;
    if (piece === null || typeof text !== 'string') return;
  }
}
