import { type FileHandle, open } from 'node:fs/promises';
import { sizeOf } from '#lib/contract/tensor.ts';
import { HEADER_BYTES, npyHeader } from './npy-file.ts';

/** Float32 rows of one shape, as many as are known beforehand, written in any order and by several processes. */
export class NpyTable {
  readonly #file: FileHandle;
  readonly #size: number;

  private constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** A file of `rows` rows of zeros, in place of one that was there. */
  static async create(path: string, rows: number, shape: readonly number[]): Promise<void> {
    await using file = await open(path, 'w');
    await file.write(npyHeader([rows, ...shape]));
    await file.truncate(HEADER_BYTES + 4 * rows * sizeOf(shape));
  }

  static async open(path: string, shape: readonly number[]): Promise<NpyTable> {
    return new NpyTable(await open(path, 'r+'), sizeOf(shape));
  }

  /** Throws `TypeError` for another size. */
  async write(row: number, data: Float32Array): Promise<void> {
    if (data.length !== this.#size)
      throw new TypeError(`A row has ${data.length} numbers instead of ${this.#size}`);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    await this.#file.write(bytes, 0, bytes.length, HEADER_BYTES + row * bytes.length);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
