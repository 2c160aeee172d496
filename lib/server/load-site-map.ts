import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type LoadedSiteMap, readSiteMap } from '#lib/clinical/read-site-map.ts';

/** The site mapping in a file, or one sentence for each thing that is wrong with it. */
export function loadSiteMap(
  file: string,
): { readonly siteMap: LoadedSiteMap } | { readonly sentences: readonly string[] } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(/* turbopackIgnore: true */ file);
  } catch {
    return { sentences: [`The site mapping ${file} cannot be opened.`] };
  }
  const outcome = readSiteMap(bytes.toString('utf8'));
  if (!outcome.ok)
    return { sentences: outcome.sentences.map((sentence) => `Site mapping ${file}, ${sentence}`) };
  return { siteMap: { map: outcome.map, sha256: createHash('sha256').update(bytes).digest('hex') } };
}
