import type { Issue } from '#lib/clinical/issue.ts';
import { type LoadedSiteMap, readSiteMap } from '#lib/clinical/read-site-map.ts';
import type { ChosenFile } from './chosen-file.ts';

export type ChosenSiteMap = {
  /** What the charts are read with; `null`: the product's tables alone. */
  readonly siteMap: LoadedSiteMap | null;
  /** The files that are no site mapping. */
  readonly others: readonly ChosenFile[];
  readonly issues: readonly Issue[];
};

/** Where the field that marks a site mapping stands in every file that a person writes. */
const HEAD = 4096;
const MARK = /"siteMap"\s*:/;

const say = (severity: Issue['severity'], file: string, message: string): Issue => ({
  code: 'site-map',
  severity,
  file,
  message,
});

const isSiteMap = async ({ bytes }: ChosenFile): Promise<boolean> => {
  const head = await bytes.slice(0, HEAD).text();
  return MARK.test(head) && !head.includes('"resourceType"');
};

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function load({ name, bytes }: ChosenFile): Promise<Omit<ChosenSiteMap, 'others'>> {
  const content = await bytes.arrayBuffer();
  const outcome = readSiteMap(new TextDecoder().decode(content));
  if (!outcome.ok)
    return {
      siteMap: null,
      issues: outcome.sentences.map((sentence) =>
        say('error', name, `The site mapping was not used, nor any other in its place. ${sentence}`),
      ),
    };
  const siteMap = { map: outcome.map, sha256: hex(await crypto.subtle.digest('SHA-256', content)) };
  return {
    siteMap,
    issues: [say('information', name, `The charts were read with the site mapping “${siteMap.map.name}”.`)],
  };
}

/**
 * The site mapping among chosen files, in place of the server's own. Two of them contradict: neither is used.
 *
 * @param ofServer the mapping that the server reads its charts with
 */
export async function chooseSiteMap(
  files: readonly ChosenFile[],
  ofServer: LoadedSiteMap | null,
): Promise<ChosenSiteMap> {
  const marks = await Promise.all(files.map(isSiteMap));
  const maps = files.filter((_, k) => marks[k]);
  const others = files.filter((_, k) => !marks[k]);
  const [only] = maps;
  if (only === undefined) return { siteMap: ofServer, others, issues: [] };
  if (maps.length === 1) return { others, ...(await load(only)) };
  const issues = maps.map(({ name }) =>
    say('error', name, 'Several site mappings were chosen together, so none of them was used.'),
  );
  return { siteMap: null, others, issues };
}
