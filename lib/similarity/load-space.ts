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
  /** Of each network that reads pictures: its graphs with their hashes. */
  readonly networks: Readonly<Record<string, string>>;
};

async function readParsed<T>(source: ModelSource, schema: z.ZodType<T>, name: string) {
  const bytes = await source.read(name, {});
  return { bytes, parsed: parseFile(schema, bytes, `${name} of ${source.location}`) };
}

/** What a network that reads pictures is: its graphs with their hashes, and how many numbers its last layer gives. */
export type NetworkState = { readonly id: string; readonly graphs: string; readonly size: number };

/**
 * Reads what a network is from its manifest; whoever runs it verifies the hashes. Throws `ModelError`: `download`, `manifest`,
 * or `contract` where there is no such network, or it gives no embedding.
 */
export async function networkState(id: string, source: ModelSource | null): Promise<NetworkState> {
  if (!source)
    throw new ModelError('contract', `Similarity needs a network ${id}, which is not among the models.`);
  const { parsed } = await readParsed(source, modelManifest, 'manifest.json');
  if (parsed.kind !== 'findings' || !parsed.embedding)
    throw new ModelError('contract', `Similarity reads pictures by network ${id}, which gives no embedding.`);
  const graphs = parsed.graphs.map(({ name, file }) => `${name}=${file.sha256}`);
  return { id, graphs: graphs.toSorted().join(' '), size: parsed.embedding.size };
}

type Pictured = Extract<SimilaritySpace['views'][number]['inputs'], { readonly kind: 'picture' }>;

function requireSizes(pictures: readonly Pictured[], networks: readonly NetworkState[]): void {
  for (const { network, size } of pictures) {
    const given = networks.find(({ id }) => id === network)?.size;
    if (given === size) continue;
    const message = `Similarity was learned from ${size} numbers of network ${network}, which gives ${given}.`;
    throw new ModelError('contract', message);
  }
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
 * not extract, a network that is not there, or another number of its numbers.
 */
export async function loadSpace({ space: source, network }: SpaceSource): Promise<LoadedSpace> {
  const { bytes, parsed: space } = await readParsed(source, similaritySpace, 'space.json');
  requireFeatures(space);
  const pictures = space.views.flatMap(({ inputs }) => (inputs.kind === 'picture' ? [inputs] : []));
  const ids = [...new Set(pictures.map((one) => one.network))].toSorted();
  const networks = await Promise.all(ids.map((id) => networkState(id, network(id))));
  requireSizes(pictures, networks);
  const made = [await sha256(bytes), ...networks.map(({ id, graphs }) => `${id} ${graphs}`)].join('\n');
  const hash = await sha256(new TextEncoder().encode(made));
  return {
    space,
    key: `${space.id}/${space.version}/${hash}`,
    networks: Object.fromEntries(networks.map(({ id, graphs }) => [id, graphs])),
  };
}
