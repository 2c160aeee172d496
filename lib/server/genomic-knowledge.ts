import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import { loadKnowledge } from '#lib/modalities/genomics/knowledge.ts';

/** What genotype files are read against, from the app's own `public/`, read once. */
export const genomicKnowledge = rememberPromise(() =>
  loadKnowledge(
    async (path) =>
      new Blob([await readFile(join(/* turbopackIgnore: true */ process.cwd(), 'public', path))]),
  ),
);
