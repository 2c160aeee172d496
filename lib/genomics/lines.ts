import { type ByteSource, inflate } from './inflate.ts';

const LF = 10;
const CR = 13;
/** A longer line is skipped and counted: 100,000 samples fit, and a file without line ends cannot fill the memory. */
export const LINE_LIMIT = 1 << 24;

type LineVisitor = (bytes: Uint8Array, start: number, end: number) => void;

export type LinesRead = {
  /** Why reading ended before the end of the file; `null`: it did not. */
  readonly stopped: string | null;
  /** Lines longer than `LINE_LIMIT` bytes. */
  readonly skipped: number;
};

export type LineOptions = {
  /** Most inflated bytes to read: a few kilobytes of gzip can inflate to terabytes. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
};

const DEFAULT_LIMIT = 2 ** 36;

/** UTF-8's byte order mark is no part of the first line. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** Cuts pieces of a file into lines without copying those that lie within one piece; LF or CRLF. */
class LineCutter {
  readonly #visit: LineVisitor;
  #carry = new Uint8Array(0) as Uint8Array;
  #overlong = false;
  #begun = false;
  skipped = 0;

  constructor(visit: LineVisitor) {
    this.#visit = visit;
  }

  feed(sent: Uint8Array): void {
    const piece = this.#begun ? sent : withoutMark(sent);
    this.#begun = true;
    const first = piece.indexOf(LF);
    if (first < 0) {
      this.#keep(piece);
      return;
    }
    this.#finish(piece.subarray(0, first));
    let start = first + 1;
    for (let end = piece.indexOf(LF, start); end >= 0; end = piece.indexOf(LF, start)) {
      this.#emit(piece, start, end);
      start = end + 1;
    }
    this.#keep(piece.subarray(start));
  }

  end(): void {
    if (this.#carry.length > 0 || this.#overlong) this.#finish(new Uint8Array(0));
  }

  #keep(rest: Uint8Array): void {
    if (this.#overlong || this.#carry.length + rest.length > LINE_LIMIT) {
      this.#overlong = true;
      this.#carry = new Uint8Array(0);
      return;
    }
    const kept = new Uint8Array(this.#carry.length + rest.length);
    kept.set(this.#carry);
    kept.set(rest, this.#carry.length);
    this.#carry = kept;
  }

  #finish(tail: Uint8Array): void {
    this.#keep(tail);
    if (this.#overlong) this.skipped += 1;
    else this.#emit(this.#carry, 0, this.#carry.length);
    this.#overlong = false;
    this.#carry = new Uint8Array(0);
  }

  #emit(bytes: Uint8Array, start: number, end: number): void {
    if (end - start > LINE_LIMIT) {
      this.skipped += 1;
      return;
    }
    const last = end > start && bytes[end - 1] === CR ? end - 1 : end;
    if (last > start) this.#visit(bytes, start, last);
  }
}

/**
 * Visits each line of a file that has content: plain, gzip or bgzip. The bytes are valid during the visit alone.
 * Damaged data never throws: it ends the reading and says why. Aborting rejects with the signal's reason.
 */
export async function readLines(
  source: ByteSource,
  visit: LineVisitor,
  { limit = DEFAULT_LIMIT, signal }: LineOptions = {},
): Promise<LinesRead> {
  const cutter = new LineCutter(visit);
  let stopped: string | null = null;
  let read = 0;
  for await (const piece of inflate(source)) {
    signal?.throwIfAborted();
    if ('stopped' in piece) stopped = piece.stopped;
    else {
      read += piece.bytes.length;
      if (read > limit) {
        stopped = `it holds more than ${Math.round(limit / 2 ** 20)} MiB once inflated`;
        break;
      }
      cutter.feed(piece.bytes);
    }
  }
  // What follows the last line end of a file that was cut is half a line.
  if (stopped === null) cutter.end();
  return { stopped, skipped: cutter.skipped };
}
