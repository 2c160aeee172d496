import { TaggedError } from '#lib/clinical/tagged-error.ts';

/** The bytes end before the element does. */
export class OutOfBytes extends TaggedError {
  override readonly name = 'OutOfBytes';
  readonly tag = 'out-of-bytes';
}

/** The bytes cannot be what they claim to be; the message ends a sentence about the file. */
export class MalformedData extends TaggedError {
  override readonly name = 'MalformedData';
  readonly tag = 'malformed';
}

/** A position in bytes of one byte order. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  position: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, littleEndian: boolean, position = 0) {
    this.bytes = bytes;
    this.littleEndian = littleEndian;
    this.position = position;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  #advance(length: number): number {
    if (length > this.remaining) throw new OutOfBytes(`${length} bytes wanted, ${this.remaining} left`);
    const start = this.position;
    this.position += length;
    return start;
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2), this.littleEndian);
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), this.littleEndian);
  }

  /** Group and element as one number. */
  tag(): number {
    return this.uint16() * 65536 + this.uint16();
  }

  /** A view of the file's own bytes, not a copy. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.bytes.subarray(start, start + length);
  }

  letters(length: number): string {
    return String.fromCharCode(...this.take(length));
  }
}
