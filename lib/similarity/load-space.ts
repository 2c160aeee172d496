import type { z } from 'zod';
import { modelManifest } from '#lib/contract/manifest.ts';
import { ModelError } from '#lib/inference/model-error.ts';
import type { ModelSource } from '#lib/inference/model-source.ts';
import { parseFile } from '#lib/inference/parse-file.ts';
import { sha256 } from '#lib/inference/verified-file.ts';
import { modalityIds, specsOf } from '#lib/modalities/index.ts';
import { type SimilaritySpace, similaritySpace } from './space.ts';

/** Folder of the space under `public/`, which is also its URL path. */
export const SPACE_FOLDER = '/models/similarity/1';

/** Where a space and the networks that it reads pictures with come from. */
export type SpaceSource = {
  /** The folder with `space.json`. */
  readonly space: ModelSource;
  /** The folder of a network by its id; `null`: there is none of that id. */
  readonly network: (id: string) => ModelSource | null;
};

export type LoadedSpace = {
  readonly space: SimilaritySpace;
  /** What `Profile.space` holds: id, version, and a hash of `space.json` and of its networks' graphs. */
  readonly key: string;
};

async function readParsed<T>(source: ModelSource, schema: z.ZodType<T>, name: string) {
  const bytes = await source.read(name, {});
  return { bytes, parsed: parseFile(schema, bytes, `${name} of ${source.location}`) };
}

/** Hashes of a network's graphs, as its manifest lists them: whoever runs it verifies them. */
async function graphsOf(id: string, source: ModelSource | null): Promise<string> {
  if (!source)
    throw new ModelError('contract', `Similarity needs a network ${id}, which is not among the models.`);
  const { parsed } = await readParsed(source, modelManifest, 'manifest.json');
  return [id, ...parsed.graphs.map(({ name, file }) => `${name}=${file.sha256}`).toSorted()].join(' ');
}

function requireFeatures({ views }: SimilaritySpace): void {
  const known = new Set(specsOf(modalityIds).map(({ id }) => id));
  const wanted = views.flatMap(({ inputs }) => (inputs.kind === 'features' ? inputs.features : []));
  const unknown = wanted.find(({ id }) => !known.has(id));
  if (unknown)
    throw new ModelError('contract', `Similarity reads ${unknown.id}, which this program does not extract.`);
}

/**
 * Reads and checks a space. Throws `ModelError`: `download`, `manifest`, or `contract` where it reads what this program does
 * not extract, or a network that is not there.
 */
export async function loadSpace({ space: source, network }: SpaceSource): Promise<LoadedSpace> {
  const { bytes, parsed: space } = await readParsed(source, similaritySpace, 'space.json');
  requireFeatures(space);
  const ids = space.views.flatMap(({ inputs }) => (inputs.kind === 'picture' ? [inputs.network] : []));
  const networks = await Promise.all([...new Set(ids)].toSorted().map((id) => graphsOf(id, network(id))));
  const made = [await sha256(bytes), ...networks].join('\n');
  const hash = await sha256(new TextEncoder().encode(made));
  return { space, key: `${space.id}/${space.version}/${hash}` };
}
