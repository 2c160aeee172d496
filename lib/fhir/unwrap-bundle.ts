import { asText, element, isObject, type JsonObject } from './json-value.ts';

/** Bundles inside bundles beyond this are not a record but an attack or a mistake. */
export const BUNDLE_DEPTH_LIMIT = 8;

export type BundleItem = {
  readonly resource: JsonObject;
  readonly fullUrl: string | undefined;
  readonly bundle: JsonObject;
  readonly versioned: boolean;
};

/** What a bundle turned out not to hold. */
export type BundleTrouble =
  | 'entry-without-resource'
  | 'bundles-too-deep'
  | 'entries-not-a-list'
  | 'more-pages';

const requestOf = (entry: unknown) => element(entry, 'request');

/** `Type/id` that a history entry is about, from its resource or from its request. */
function historyKey(entry: JsonObject): string | undefined {
  const resource = element(entry, 'resource');
  const id = asText(element(resource, 'id'));
  if (id !== undefined) return `${asText(element(resource, 'resourceType'))}/${id}`;
  return asText(element(requestOf(entry), 'url'))
    ?.split('/')
    .slice(0, 2)
    .join('/');
}

/** Drops the versions that a later deletion made void; a history lists the newest first (FHIR R4 section 3.1.0.13). */
function withoutDeleted(entries: readonly JsonObject[]): JsonObject[] {
  const seen = new Set<string>();
  const deleted = new Set<string>();
  return entries.filter((entry) => {
    const key = historyKey(entry) ?? '';
    const deletion = asText(element(requestOf(entry), 'method')) === 'DELETE';
    if (deletion && !seen.has(key)) deleted.add(key);
    seen.add(key);
    return !deletion && !deleted.has(key);
  });
}

// A deletion removes, and a patch carries a change and no record.
const carriesNoRecord = (entry: JsonObject): boolean =>
  ['DELETE', 'PATCH'].includes(asText(element(requestOf(entry), 'method')) ?? '');

function entriesOf(bundle: JsonObject, report: (trouble: BundleTrouble) => void): JsonObject[] {
  const listed = element(bundle, 'entry');
  if (listed === undefined) return [];
  if (!Array.isArray(listed)) {
    report('entries-not-a-list');
    return [];
  }
  const entries = listed.filter(isObject);
  for (let lost = listed.length - entries.length; lost > 0; lost -= 1) report('entry-without-resource');
  if (asText(element(bundle, 'type')) === 'history') return withoutDeleted(entries);
  return entries.filter((entry) => !carriesNoRecord(entry));
}

const hasNextPage = (bundle: JsonObject): boolean => {
  const links = element(bundle, 'link');
  return Array.isArray(links) && links.some((link) => asText(element(link, 'relation')) === 'next');
};

const isOutcome = (entry: JsonObject) => asText(element(element(entry, 'search'), 'mode')) === 'outcome';

/** The resources of a bundle and of the bundles in it, level by level. Any `Bundle.type` will do. */
export function unwrapBundle(root: JsonObject, report: (trouble: BundleTrouble) => void): BundleItem[] {
  const items: BundleItem[] = [];
  let level: JsonObject[] = [root];
  for (let depth = 1; level.length > 0; depth += 1) {
    const contents = level.flatMap((bundle) => itemsOf(bundle, report));
    const [bundles, records] = [contents.filter(isBundle), contents.filter((item) => !isBundle(item))];
    for (const record of records) items.push(record);
    level = bundles.map(({ resource }) => resource);
    if (depth < BUNDLE_DEPTH_LIMIT) continue;
    for (const _ of level) report('bundles-too-deep');
    level = [];
  }
  return items;
}

const isBundle = ({ resource }: BundleItem): boolean => element(resource, 'resourceType') === 'Bundle';

function itemsOf(bundle: JsonObject, report: (trouble: BundleTrouble) => void): BundleItem[] {
  if (hasNextPage(bundle)) report('more-pages');
  const versioned = asText(element(bundle, 'type')) === 'history';
  return entriesOf(bundle, report).flatMap((entry) => {
    const resource = element(entry, 'resource');
    if (isOutcome(entry)) return [];
    if (isObject(resource)) {
      return [{ resource, fullUrl: asText(element(entry, 'fullUrl')), bundle, versioned }];
    }
    report('entry-without-resource');
    return [];
  });
}
