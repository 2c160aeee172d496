import { asText, element, isObject, type JsonObject } from '../json-value.ts';
import { idFromFullUrl } from '../reference-target.ts';
import { unwrapBundle } from '../unwrap-bundle.ts';
import type { FhirStore } from './fhir-store.ts';
import { rewriteReferences } from './rewrite-references.ts';
import { refuse } from './search-query.ts';
import { checkIdentity } from './validate-resource.ts';

type LoadOptions = {
  /** Skips the check against the structure definitions: for data that our own tested code wrote. */
  readonly trusted?: boolean;
};

/** A bundle's resources with ids, and with references by `fullUrl` turned into `Type/id`. */
function resourcesOf(bundle: unknown): JsonObject[] {
  if (!isObject(bundle)) throw refuse('The bundle is not an object.');
  const items = unwrapBundle(bundle, {}, () => undefined);
  const names = new Map<string, string>();
  const identified = items.map(({ resource, fullUrl }) => {
    const id = asText(element(resource, 'id')) ?? idFromFullUrl(fullUrl);
    if (fullUrl !== undefined && id !== undefined) names.set(fullUrl, `${resource.resourceType}/${id}`);
    return id === undefined ? resource : { ...resource, id };
  });
  if (names.size === 0) return identified;
  // Rewriting recurses, so depth is checked first.
  for (const resource of identified) checkIdentity(resource);
  return identified.map((resource) => rewriteReferences(resource, names));
}

/**
 * Puts whole bundles into the store, each as one commit, many times faster than by transaction requests. Existing
 * ids are replaced. Resolves to the number of resources; throws an `OperationOutcomeError` on the first invalid one,
 * and then the bundle it stands in is left out whole.
 */
export async function loadBundles(
  store: FhirStore,
  bundles: Iterable<unknown> | AsyncIterable<unknown>,
  { trusted = false }: LoadOptions = {},
): Promise<number> {
  let count = 0;
  for await (const bundle of bundles) {
    count += await store.exclusively(() => store.putAll(resourcesOf(bundle), trusted));
  }
  return count;
}
