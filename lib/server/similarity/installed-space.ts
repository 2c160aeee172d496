import { join } from 'node:path';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import { folderSource } from '#lib/inference/folder-source.ts';
import { findModel } from '#lib/models/index.ts';
import { loadSpace, SPACE_FOLDER } from '#lib/similarity/load-space.ts';

/** A model's folder in this installation; the app and its processes are started in the project's root. */
export const installedFolder = (folder: string): string =>
  join(/* turbopackIgnore: true */ process.cwd(), 'public', folder);

const loaded = rememberPromise(() =>
  loadSpace({
    space: folderSource(installedFolder(SPACE_FOLDER)),
    network(id) {
      const model = findModel(id);
      return model ? folderSource(installedFolder(model.folder)) : null;
    },
  }),
);

/** The space of this installation with the key of its profiles, read once. Rejects with `ModelError`; the next call tries again. */
export const installedSpace = () => loaded.get();
