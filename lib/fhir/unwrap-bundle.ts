import { asObjects, asText, element, isObject, type JsonObject } from './json-value.ts';
import type { Container } from './sent-resource.ts';

/** Bundles inside bundles beyond this are not a record but an attack or a mistake. */
const BUNDLE_DEPTH_LIMIT = 8;

/** A bundle as the place in which a resource was found. */
type BundleContainer = Container & { readonly bundle: JsonObject };

export type BundleItem = {
  readonly resource: JsonObject;
  readonly fullUrl: string | undefined;
  readonly container: BundleContainer;
  readonly versioned: boolean;
};

/** What a bundle turned out not to hold. */
export type BundleTrouble =
  | 'entry-without-resource'
  | 'bundles-too-deep'
  | 'entries-not-a-list'
  | 'entry-not-understood'
  | 'bundle-not-understood'
  | 'more-pages';

type Report = (trouble: BundleTrouble) => void;

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

/** The parameters of a `Parameters` resource that hold a resource, and those in their parts, as entries of a bundle. */
function parametersOf(resource: JsonObject): JsonObject[] {
  const pending = [...asObjects(element(resource, 'parameter'))];
  // What is pushed while the list is walked is walked too, so no depth can exhaust the stack.
  for (const parameter of pending)
    for (const part of asObjects(element(parameter, 'part'))) pending.push(part);
  return pending.filter((parameter) => element(parameter, 'resource') !== undefined);
}

function entriesOf(bundle: JsonObject, report: Report): JsonObject[] {
  if (element(bundle, 'resourceType') === 'Parameters') return parametersOf(bundle);
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

const hasNextPage = (bundle: JsonObject): boolean =>
  asObjects(element(bundle, 'link')).some((link) => asText(element(link, 'relation')) === 'next');

const isOutcome = (entry: JsonObject) => asText(element(element(entry, 'search'), 'mode')) === 'outcome';

/** Whether a resource is only a wrapping: a `Bundle` of any type, or the `Parameters` of an operation. */
export const isWrapping = (resource: JsonObject): boolean =>
  ['Bundle', 'Parameters'].includes(asText(element(resource, 'resourceType')) ?? '');

/**
 * The resources of a bundle and of the bundles in it, level by level. Any `Bundle.type` will do.
 * @param origin the file or server that the bundle came from
 */
export function unwrapBundle(root: JsonObject, origin: Container, report: Report): BundleItem[] {
  const items: BundleItem[] = [];
  let level: BundleContainer[] = [{ bundle: root, within: origin }];
  for (let depth = 1; level.length > 0; depth += 1) {
    const contents = level.flatMap((container) => itemsOf(container, report));
    for (const item of contents) if (!isWrapping(item.resource)) items.push(item);
    level = contents
      .filter(({ resource }) => isWrapping(resource))
      .map(({ resource, container }) => ({ bundle: resource, within: container }));
    if (depth < BUNDLE_DEPTH_LIMIT) continue;
    for (const _ of level) report('bundles-too-deep');
    level = [];
  }
  return items;
}

/** What something not understood changes must not be used (FHIR R4 section 2.1.2): all of a bundle, or an entry of it. */
const isChanged = (node: JsonObject): boolean =>
  element(node, 'implicitRules') !== undefined || asObjects(element(node, 'modifierExtension')).length > 0;

function itemsOf(container: BundleContainer, report: Report): BundleItem[] {
  const { bundle } = container;
  if (isChanged(bundle)) {
    report('bundle-not-understood');
    return [];
  }
  if (hasNextPage(bundle)) report('more-pages');
  const versioned = asText(element(bundle, 'type')) === 'history';
  return entriesOf(bundle, report).flatMap((entry) => {
    const resource = element(entry, 'resource');
    if (isOutcome(entry)) return [];
    if (isChanged(entry)) {
      report('entry-not-understood');
      return [];
    }
    if (isObject(resource)) {
      return [{ resource, fullUrl: asText(element(entry, 'fullUrl')), container, versioned }];
    }
    report('entry-without-resource');
    return [];
  });
}
