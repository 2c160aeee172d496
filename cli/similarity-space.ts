import { fileURLToPath } from 'node:url';
import { folderSource } from '#lib/inference/folder-source.ts';
import type { ModelSource } from '#lib/inference/model-source.ts';
import { findModel } from '#lib/models/index.ts';
import { candidateViews } from '#lib/similarity/candidate-views.ts';
import { type LoadedSpace, loadSpace, networkState, SPACE_FOLDER } from '#lib/similarity/load-space.ts';
import type { ProfileHead } from '#lib/similarity/profile-lines.ts';

const sourceOf = (folder: string): ModelSource =>
  folderSource(fileURLToPath(new URL(`../public${folder}`, import.meta.url)));

function sourceOfNetwork(id: string): ModelSource | null {
  const model = findModel(id);
  return model ? sourceOf(model.folder) : null;
}

/** The product's own space of similarity, with the key that profiles of it bear. */
export const openSpace = (): Promise<LoadedSpace> =>
  loadSpace({ space: sourceOf(SPACE_FOLDER), network: sourceOfNetwork });

/** The first line of a file of profiles: the columns of all candidate views, and the networks that read pictures. */
export async function candidateHead(): Promise<ProfileHead> {
  const networks: Record<string, string> = {};
  const views: ProfileHead['views'] = [];
  for (const { id, ...inputs } of candidateViews) {
    if ('features' in inputs) {
      views.push({ id, inputs: [...inputs.features] });
      continue;
    }
    const { graphs, size } = await networkState(inputs.network, sourceOfNetwork(inputs.network));
    networks[inputs.network] = graphs;
    const places = Array.from({ length: size }, (_, place) => `${inputs.network}.${place}`);
    views.push({ id, inputs: places, network: inputs.network });
  }
  return { kind: 'similarity-profiles', views, networks };
}
