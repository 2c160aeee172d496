import { fileURLToPath } from 'node:url';
import { folderSource } from '#lib/inference/folder-source.ts';
import type { ModelSource } from '#lib/inference/model-source.ts';
import { findModel } from '#lib/models/index.ts';
import { type LoadedSpace, loadSpace, SPACE_FOLDER } from '#lib/similarity/load-space.ts';

const sourceOf = (folder: string): ModelSource =>
  folderSource(fileURLToPath(new URL(`../public${folder}`, import.meta.url)));

/** The product's own space of similarity, with the key that profiles of it bear. */
export const openSpace = (): Promise<LoadedSpace> =>
  loadSpace({
    space: sourceOf(SPACE_FOLDER),
    network: (id) => {
      const model = findModel(id);
      return model ? sourceOf(model.folder) : null;
    },
  });
