import { z } from 'zod';
import { embedding, manifest, training } from './manifest-parts.ts';

/**
 * A network that reads one picture and names nothing in it, for the search of similar patients: graph `embedding` takes the one
 * tensor by its id and gives [1, size] and, where the manifest has a limit, `novelty` [1, 1].
 */
export const embeddingManifest = manifest
  .extend({
    kind: z.literal('embedding'),
    embedding,
    /** A picture whose novelty is above `limit` is not read; absent: each is read, known or not. */
    novelty: z.object({ limit: z.number() }).optional(),
    training,
  })
  .refine(({ inputs }) => inputs.features.length === 0 && inputs.tensors.length === 1, {
    error: 'it reads one picture and nothing else',
    path: ['inputs'],
  })
  .refine(
    ({ graphs, embedding: { output, size }, novelty }) => {
      const outputs = graphs.find(({ name }) => name === 'embedding')?.outputs;
      return outputs?.[output]?.join() === `1,${size}` && (!novelty || outputs.novelty?.join() === '1,1');
    },
    { error: 'no graph gives the embedding, and the novelty that is said', path: ['graphs'] },
  );
