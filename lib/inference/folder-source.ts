import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ModelError, reasonOf } from './model-error.ts';
import type { ModelSource } from './model-source.ts';

/** A model folder on disk, for the command line, the API and tests. Node only. */
export function folderSource(folder: string): ModelSource {
  const location = `${basename(dirname(folder))}/${basename(folder)}`;
  return {
    location,
    async read(name) {
      const bytes = await readFile(join(folder, name)).catch((cause: unknown) => {
        throw new ModelError('download', `Model file ${name} could not be read: ${reasonOf(cause)}.`, {
          cause,
        });
      });
      return new Uint8Array(bytes);
    },
  };
}
