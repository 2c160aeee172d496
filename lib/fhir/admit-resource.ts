import { isAmbiguous } from './ambiguous-resources.ts';
import { versionOf } from './fhir-version.ts';
import { DEPTH_LIMIT, inspectResource } from './inspect-resource.ts';
import { type Complaint, counted } from './issue-tally.ts';
import { asText, element, type JsonObject } from './json-value.ts';
import { modifierTrouble } from './modifiers.ts';
import { idFromFullUrl, isLogicalId, serverOf } from './reference-target.ts';
import { R4_TYPES } from './resource-types.ts';
import type { Denial, SentResource } from './sent-resource.ts';

type Admitted = Omit<SentResource, 'container' | 'versioned'>;

/** A hostile type name must not become a sentence on the screen. */
const shown = (type: string): string => (/^[A-Za-z]{1,40}$/.test(type) ? type : 'unnamed');

const error = (code: Complaint['code'], type: string, reason: string): Complaint => ({
  code,
  severity: 'error',
  sentence: (count) => `Left out ${counted(count, type)}: ${reason}.`,
});

const TWICE_NAMED: Denial = {
  code: 'contradiction',
  reason: 'one of its objects gives a name twice, and nothing tells which counts',
};

const withId = (resource: JsonObject, id: string): JsonObject =>
  resource.id === id ? resource : { ...resource, id };

function logicalId(resource: JsonObject, fullUrl: string | undefined): string | undefined {
  const sent = asText(element(resource, 'id'));
  return sent !== undefined && isLogicalId(sent) ? sent : idFromFullUrl(fullUrl);
}

/**
 * Checks one resource's structure: R4, a type that exists, an id, bounded depth. Deeper shape is the readers' business.
 * A resource whose meaning is changed by what is not understood is `denied`: it replaces older copies and is not used.
 * @param declared FHIR version that its bundle claims, `R4` when it claims none
 */
export function admitResource(
  resource: JsonObject,
  fullUrl: string | undefined,
  declared: string,
): Admitted | Complaint {
  const type = asText(element(resource, 'resourceType'));
  if (type === undefined) return error('structure', 'unnamed', 'without a resourceType');
  const version = declared === 'R4' ? versionOf(resource, type) : declared;
  if (version !== 'R4') {
    return error('wrong-version', shown(type), `written in FHIR ${version}, and only R4 is read`);
  }
  if (!R4_TYPES.has(type))
    return error('wrong-resource-type', shown(type), 'FHIR R4 has no such resource type');
  const inspection = inspectResource(resource);
  const { tooDeep, references } = inspection;
  if (tooDeep) return error('too-deep', type, `nested more than ${DEPTH_LIMIT} levels deep`);
  const id = logicalId(resource, fullUrl);
  if (id === undefined) return error('structure', type, 'without an id that FHIR allows');
  const trouble = modifierTrouble(resource, type, inspection);
  const changed: Denial | undefined =
    trouble === undefined ? undefined : { code: 'modifier', reason: trouble };
  const denied = isAmbiguous(resource) ? TWICE_NAMED : changed;
  return { resource: withId(resource, id), type, id, fullUrl, server: serverOf(fullUrl), references, denied };
}
