import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { environment, InvalidEnvironment } from './env.ts';
import { loadSiteMap } from './load-site-map.ts';

let loadedOnce: LoadedSiteMap | undefined;

/**
 * The hospital's mapping of codes and units (`CONSILIUM_SITE_MAP`), read once; `null`: there is none.
 * @throws {InvalidEnvironment} with one sentence for each thing that is wrong with the file.
 */
export function siteMap(): LoadedSiteMap | null {
  const { siteMapFile } = environment();
  if (siteMapFile === null) return null;
  if (loadedOnce === undefined) {
    const loaded = loadSiteMap(siteMapFile);
    if ('sentences' in loaded) throw new InvalidEnvironment(loaded.sentences);
    loadedOnce = loaded.siteMap;
  }
  return loadedOnce;
}
