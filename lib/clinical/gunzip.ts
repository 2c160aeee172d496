import { Gunzip } from 'fflate';
import { isFlateError } from './flate-error.ts';

/** How gzip data end other than well. `trailing`: all members are whole, and something else stands behind them. */
export type GzipTrouble = { readonly trouble: 'damaged' | 'cut-off' | 'trailing' };

/** A few bytes can inflate to a thousand times as many: input goes in by steps, so that a caller can stop in time. */
const STEP = 16_384;
/** Longest run of input bytes that can lie between the end of a member and where that is noticed. */
const TAIL = 64;
const TRAILER = 8;

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum and length that a member ends with (RFC 1952 section 2.3.1), of what was inflated so far. */
class Trailer {
  #crc = -1;
  #length = 0;

  add(bytes: Uint8Array): void {
    let crc = this.#crc;
    for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
    this.#crc = crc;
    this.#length += bytes.length;
  }

  bytes(): Uint8Array {
    const view = new DataView(new ArrayBuffer(TRAILER));
    view.setInt32(0, ~this.#crc, true);
    view.setUint32(4, this.#length % 2 ** 32, true);
    return new Uint8Array(view.buffer);
  }
}

/** Where a member's trailer ends in the last bytes of the input; -1: it is not there. */
function endOf(trailer: Uint8Array, input: Uint8Array): number {
  for (let at = input.length - TRAILER; at >= 0; at -= 1)
    if (trailer.every((byte, index) => input[at + index] === byte)) return at + TRAILER;
  return -1;
}

/** Zeros behind the last member are padding, as of a tape. */
const isPadding = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** What became of data whose last member should have ended within the input's last bytes. */
function judge(trailer: Uint8Array, tail: Uint8Array, broken: boolean): GzipTrouble['trouble'] | undefined {
  const end = endOf(trailer, tail);
  if (end < 0) return broken ? 'damaged' : 'cut-off';
  const rest = tail.subarray(end);
  if (isPadding(rest)) return undefined;
  return rest[0] === 0x1f && rest[1] === 0x8b ? 'cut-off' : 'trailing';
}

/** fflate inflates the members; it neither checks their checksums nor tells what stands behind the last. */
class Members {
  readonly #gunzip: Gunzip;
  #out: Uint8Array[] = [];
  #trailer = new Trailer();
  #tail: Uint8Array = new Uint8Array(0);
  #read = 0;
  #over = false;
  trouble: GzipTrouble['trouble'] | undefined;

  constructor() {
    this.#gunzip = new Gunzip((bytes) => {
      this.#trailer.add(bytes);
      this.#out.push(bytes);
    });
    this.#gunzip.onmember = (start) => this.#startMember(start);
  }

  #startMember(start: number): void {
    const end = start - (this.#read - this.#tail.length);
    if (endOf(this.#trailer.bytes(), this.#tail.subarray(0, end)) !== end) this.trouble = 'damaged';
    this.#trailer = new Trailer();
  }

  push(bytes: Uint8Array): readonly Uint8Array[] {
    if (this.#over) {
      if (!isPadding(bytes)) this.trouble ??= 'trailing';
      return [];
    }
    const before = this.#tail.subarray(Math.max(0, this.#tail.length - TAIL));
    this.#tail = new Uint8Array(before.length + bytes.length);
    this.#tail.set(before);
    this.#tail.set(bytes, before.length);
    this.#read += bytes.length;
    return this.#inflate(bytes, false);
  }

  end(): readonly Uint8Array[] {
    if (this.#over) return [];
    const out = this.#inflate(new Uint8Array(0), true);
    this.trouble ??= judge(this.#trailer.bytes(), this.#tail, false);
    return out;
  }

  #inflate(bytes: Uint8Array, last: boolean): readonly Uint8Array[] {
    this.#out = [];
    try {
      this.#gunzip.push(bytes, last);
    } catch (error) {
      if (!isFlateError(error)) throw error;
      this.#over = true;
      // A cut is only known at the end; anything else breaks off at once.
      if (!last) this.trouble ??= judge(this.#trailer.bytes(), this.#tail, true);
    }
    return this.#out;
  }
}

/**
 * Inflates gzip data of one member or several (RFC 1952 section 2.2), each checked against its checksum and length. What
 * stands before damage is yielded; trouble comes last.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | GzipTrouble> {
  const members = new Members();
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += STEP) yield* members.push(chunk.subarray(at, at + STEP));
    if (members.trouble === 'damaged' || members.trouble === 'trailing') break;
  }
  yield* members.end();
  if (members.trouble !== undefined) yield { trouble: members.trouble };
}
