import { InvalidArgumentError, Option } from 'commander';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { loadSiteMap } from '#lib/server/load-site-map.ts';

function load(file: string): LoadedSiteMap | undefined {
  // An empty variable counts as unset, as it does on the server.
  if (file === '') return undefined;
  const loaded = loadSiteMap(file);
  if ('sentences' in loaded) throw new InvalidArgumentError(`\n${loaded.sentences.join('\n')}`);
  return loaded.siteMap;
}

/** `--site-map <file>`, else the file that the server's settings name. */
export const siteMapOption = () =>
  new Option('--site-map <file>', 'read the charts with the hospital’s own mapping of codes and units')
    .env('CONSILIUM_SITE_MAP')
    .argParser(load);
