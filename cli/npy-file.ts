import { type FileHandle, open } from 'node:fs/promises';
import { sizeOf } from '#lib/contract/tensor.ts';

/** Of a version 1.0 header with room for any count of rows: a multiple of 64, as the format asks. */
export const HEADER_BYTES = 128;

/** NPY format, version 1.0 (numpy.lib.format): magic, header length, a Python literal padded with spaces. */
export function npyHeader(shape: readonly number[]): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const bytes = new Uint8Array(HEADER_BYTES).fill(0x20);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, HEADER_BYTES - 10, 0]);
  bytes.set(new TextEncoder().encode(text), 10);
  bytes[HEADER_BYTES - 1] = 0x0a;
  return bytes;
}

/** Float32 rows of one shape in a file that NumPy maps: `[rows, ...shape]`. */
export class NpyFile {
  readonly #file: FileHandle;
  readonly #shape: readonly number[];
  #rows = 0;

  private constructor(file: FileHandle, shape: readonly number[]) {
    this.#file = file;
    this.#shape = shape;
  }

  static async create(path: string, shape: readonly number[]): Promise<NpyFile> {
    const file = await open(path, 'w');
    await file.write(npyHeader([0, ...shape]));
    return new NpyFile(file, shape);
  }

  /** `null`: a row of zeros. Throws `TypeError` for another size. */
  async append(row: Float32Array | null): Promise<void> {
    const size = sizeOf(this.#shape);
    const data = row ?? new Float32Array(size);
    if (data.length !== size) throw new TypeError(`A row has ${data.length} numbers instead of ${size}`);
    await this.appendAll(data);
  }

  /** Any number of rows in one write. Throws `TypeError` for a part of one. */
  async appendAll(rows: Float32Array): Promise<void> {
    const count = rows.length / sizeOf(this.#shape);
    if (!Number.isInteger(count)) throw new TypeError(`${rows.length} numbers are no whole rows`);
    await this.#file.write(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
    this.#rows += count;
  }

  /** Writes the count of rows; a file that was not closed has none. */
  async close(): Promise<void> {
    await this.#file.write(npyHeader([this.#rows, ...this.#shape]), 0, HEADER_BYTES, 0);
    await this.#file.close();
  }
}
