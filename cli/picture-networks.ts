import { fileURLToPath } from 'node:url';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { OpenSession } from '#lib/inference/open-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { models } from '#lib/models/index.ts';

/** A session with the files of a model, by its folder under `public/`. */
export const openModel = (folder: string): Promise<OpenSession> =>
  openNodeSession(fileURLToPath(new URL(`../public${folder}`, import.meta.url)), ownInputs());

/** Sessions of all networks that read findings from a picture, in the order of the registry. */
export const openPictureNetworks = (): Promise<OpenSession[]> =>
  Promise.all(models.filter(({ kind }) => kind === 'findings').map(({ folder }) => openModel(folder)));

/** The same, and networks of one's own that embed a picture. */
export const openEmbeddingNetworks = (): Promise<OpenSession[]> =>
  Promise.all(
    models
      .filter(({ kind }) => kind === 'findings' || kind === 'embedding')
      .map(({ folder }) => openModel(folder)),
  );
