import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Files } from '#lib/contract/files.ts';
import { isTensor } from '#lib/contract/modality.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { modalityIds, type Slices, tensorSpecsOf } from '#lib/modalities/index.ts';
import { NpyFile } from './npy-file.ts';

/** What a row says of its tensors: `null`: it is in the file of its id, else why it is missing. */
export type TensorColumns = Readonly<Record<string, string | null>>;

/** Every tensor of every patient, one NPY file per tensor, with one row per row of the features. */
export class TensorFiles {
  readonly #files: ReadonlyMap<string, NpyFile>;

  private constructor(files: ReadonlyMap<string, NpyFile>) {
    this.#files = files;
  }

  static async create(folder: string): Promise<TensorFiles> {
    await mkdir(folder, { recursive: true });
    const files = tensorSpecsOf(modalityIds).map(
      async ({ id, shape }) => [id, await NpyFile.create(join(folder, `${id}.npy`), shape)] as const,
    );
    return new TensorFiles(new Map(await Promise.all(files)));
  }

  /** Reads and writes one patient's tensors; a missing one is a row of zeros and its reason. */
  async append(record: PatientRecord<Slices>, at: Moment | null, files: Files): Promise<TensorColumns> {
    const readTensor = tensorReader(files);
    const columns: Record<string, string | null> = {};
    for (const [id, file] of this.#files) {
      const { outcome } = await readTensor(record, at, id);
      await file.append(isTensor(outcome) ? outcome.tensor.data : null);
      columns[id] = isTensor(outcome) ? null : outcome.missing;
    }
    return columns;
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) await file.close();
  }
}
