import { inspectResource } from './inspect-resource.ts';
import { type Complaint, counted } from './issue-tally.ts';
import { asObjects, asText, element, type JsonObject } from './json-value.ts';
import { modifierTrouble } from './modifiers.ts';
import { R4_TYPES } from './resource-types.ts';

const typeOf = (resource: JsonObject): string => {
  const type = asText(element(resource, 'resourceType')) ?? '';
  return R4_TYPES.has(type) ? type : 'unnamed';
};

/**
 * A resource with those of its contained resources that may be used (FHIR R4 section 2.3.0.5). One that something not
 * understood changes is reported and gone, so that no reference finds it.
 */
export function withUnderstoodContained(
  resource: JsonObject,
  report: (complaint: Complaint) => void,
): JsonObject {
  const contained = asObjects(element(resource, 'contained'));
  const understood = contained.filter((one) => {
    const type = typeOf(one);
    const trouble = modifierTrouble(one, type, inspectResource(one));
    if (trouble !== undefined)
      report({
        code: 'modifier',
        severity: 'warning',
        path: `${typeOf(resource)}/${asText(element(resource, 'id'))}`,
        sentence: (count) => `Left out ${counted(count, `contained ${type}`)}: ${trouble}.`,
      });
    return trouble === undefined;
  });
  return understood.length === contained.length ? resource : { ...resource, contained: understood };
}
