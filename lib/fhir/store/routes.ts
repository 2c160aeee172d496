import { allOk } from '@medplum/core';
import {
  type FhirRequest,
  type FhirResponse,
  type FhirRouteHandler,
  FhirRouter,
  processBatch,
} from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { asText, element, isObject, type JsonObject } from '../json-value.ts';
import { capabilityStatement } from './capability-statement.ts';
import { findEverything } from './everything.ts';
import type { FhirStore } from './fhir-store.ts';
import { runSearch } from './run-search.ts';
import { type Pairs, searchBundle } from './search-bundle.ts';
import { parseSearch, refuse } from './search-query.ts';

const STARTED = new Date();

/** The library's routes that the store supports as they are; the rest are removed, so that they give 404. */
const KEPT: ReadonlySet<string> = new Set([
  'GET :resourceType/:id',
  'GET :resourceType/:id/_history',
  'GET :resourceType/:id/_history/:vid',
  'POST :resourceType',
  'PUT :resourceType/:id',
  'DELETE :resourceType/:id',
]);

const ok = (resource: JsonObject): FhirResponse => [allOk, resource as unknown as Resource];

const pairsOf = (query: unknown): Pairs =>
  Object.entries(isObject(query) ? query : {}).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, String(one)] as const),
  );

const pathOf = (segments: readonly { value: string; param?: boolean }[]) =>
  segments.map(({ value, param }) => (param ? `:${value}` : value)).join('/');

function keepSupported({ routes }: FhirRouter['router']): void {
  const kept = routes.filter(({ method, path }) => KEPT.has(`${method} ${pathOf(path)}`));
  routes.splice(0, routes.length, ...kept);
}

function checkEntry(entry: unknown): void {
  const request = element(entry, 'request');
  const method = asText(element(request, 'method'));
  const url = asText(element(request, 'url'));
  if (method === undefined || url === undefined)
    throw refuse('Every entry needs request.method and request.url.');
  const conditional = element(request, 'ifNoneExist') !== undefined;
  if (url === '' || url === '/') throw refuse('A batch inside a batch is not supported.');
  if (conditional || (method !== 'GET' && url.includes('?')))
    throw refuse('Conditional requests are not supported.');
}

function checkedBundle(body: unknown): Bundle {
  const entries = element(body, 'entry');
  const type = asText(element(body, 'type'));
  if (element(body, 'resourceType') !== 'Bundle' || (type !== 'transaction' && type !== 'batch')) {
    throw refuse('Only a Bundle of type transaction or batch may be posted here.');
  }
  if (!Array.isArray(entries)) throw refuse('The Bundle has no entries.');
  for (const entry of entries) checkEntry(entry);
  return body as Bundle;
}

/**
 * The store's whole interface, and thereby what its CapabilityStatement may claim.
 * @param base address of the server for links, without a slash at its end
 */
export function createRoutes(store: FhirStore, base: string): FhirRouter {
  const router = new FhirRouter();
  keepSupported(router.router);
  const search = (parametersOf: (request: FhirRequest) => Pairs): FhirRouteHandler => {
    return async (request) => {
      const type = String(request.params.resourceType);
      const parameters = parametersOf(request);
      const query = parseSearch(type, parameters);
      return ok(searchBundle(base, type, parameters, query.offset, runSearch(store.table, query)));
    };
  };
  router.add(
    'GET',
    ':resourceType',
    search((request) => pairsOf(request.query)),
    'search-type',
  );
  router.add(
    'POST',
    ':resourceType/_search',
    search((request) => pairsOf(request.body)),
    'search-type',
  );
  router.add('GET', 'metadata', async () => ok(capabilityStatement(base, STARTED)));
  router.add('GET', 'Patient/:id/$everything', async (request) => {
    const id = String(request.params.id);
    const parameters = pairsOf(request.query);
    const found = findEverything(store.table, id, parameters);
    return ok(searchBundle(base, `Patient/${id}/$everything`, parameters, found.offset, found));
  });
  router.add(
    'POST',
    '',
    async (request) => {
      const bundle = checkedBundle(request.body);
      // Without this flag the library runs a transaction as a batch, which keeps half of it.
      const whole = { ...request, config: { transactions: true } };
      const response = await store.withTransaction(() => processBatch(whole, store, router, bundle));
      return [allOk, response];
    },
    'batch',
  );
  return router;
}
