const HEADER_LIMIT = 16 * 1024;
const HEADER_END = Buffer.from('\r\n\r\n');
/** A part's location is an address of the PACS; what it is and how long, the reader needs. */
const KEPT = /^content-(type|length|encoding|transfer-encoding):/i;

/** The boundary of a multipart content type (RFC 2046 section 5.1.1); `null` when there is none. */
export function boundaryOf(contentType: string): string | null {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

const keptHeaders = (block: string): string =>
  block
    .split('\r\n')
    .filter((line) => KEPT.test(line))
    .join('\r\n');

/**
 * Passes a multipart body on while it arrives, with only those headers of each part that say what it is.
 * Errors the stream when a part's headers have no end.
 */
export class MultipartFilter {
  readonly #delimiter: Buffer;
  #pending: Buffer = Buffer.from('\r\n');
  #inside: 'preamble' | 'headers' | 'content' = 'preamble';

  constructor(boundary: string) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  *push(chunk: Uint8Array): Generator<Uint8Array> {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    for (;;) {
      const step = this.#inside === 'headers' ? this.#headers() : this.#content();
      if (step === null) return;
      if (step.length > 0) yield step;
    }
  }

  /** What is left when the body ends. */
  end(): Uint8Array {
    return this.#inside === 'content' ? this.#pending : new Uint8Array();
  }

  #takeTo(end: number): Buffer {
    const taken = this.#pending.subarray(0, end);
    this.#pending = this.#pending.subarray(end);
    return taken;
  }

  /** Content up to the next delimiter and the delimiter itself; the preamble is dropped. `null`: more is needed. */
  #content(): Uint8Array | null {
    const found = this.#pending.indexOf(this.#delimiter);
    if (found < 0) {
      const safe = Math.max(0, this.#pending.length - this.#delimiter.length);
      const content = this.#takeTo(safe);
      return safe === 0 ? null : this.#inside === 'content' ? content : new Uint8Array();
    }
    const end = found + this.#delimiter.length;
    const whole = this.#takeTo(end);
    const sent = this.#inside === 'content' ? whole : whole.subarray(found + 2);
    this.#inside = 'headers';
    return sent;
  }

  /** The rest of the delimiter's line and the part's headers, filtered. `null`: more is needed. */
  #headers(): Uint8Array | null {
    if (this.#pending.subarray(0, 2).toString() === '--') {
      // The closing delimiter: nothing after it belongs to the message.
      this.#inside = 'preamble';
      this.#pending = Buffer.alloc(0);
      return Buffer.from('--\r\n');
    }
    const end = this.#pending.indexOf(HEADER_END);
    if (end < 0) {
      if (this.#pending.length > HEADER_LIMIT)
        throw new Error('A part of the multipart body has no end of headers');
      return null;
    }
    const block = this.#takeTo(end + HEADER_END.length).toString('latin1');
    this.#inside = 'content';
    const kept = keptHeaders(block);
    return Buffer.from(`\r\n${kept}${kept === '' ? '' : '\r\n'}\r\n`, 'latin1');
  }
}
