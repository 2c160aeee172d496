import { linksOf } from './follow-links.ts';
import { asObjects, asText, element, type JsonObject } from './json-value.ts';
import { readReferenceElement, serverName } from './reference-target.ts';

/** The Patients of answers: those in bundles, and those that are an answer themselves. */
export function patientsIn(answers: readonly JsonObject[]): readonly JsonObject[] {
  const resources = answers.flatMap((answer) => [
    answer,
    ...asObjects(asObjects(element(answer, 'entry')).map((entry) => element(entry, 'resource'))),
  ]);
  return resources.filter((resource) => element(resource, 'resourceType') === 'Patient');
}

/**
 * Ids of the Patients that replaced one, or that it replaced, as either side's `Patient.link` says.
 * @param addresses of the server, for links that name it
 */
export function linkedPatients(
  id: string,
  patients: readonly JsonObject[],
  addresses: readonly string[],
): readonly string[] {
  const home = new Set(addresses.map(serverName));
  const targetsOf = (patient: JsonObject): readonly string[] =>
    linksOf(patient, 'replaced-by', 'replaces').flatMap((link) => {
      const target = readReferenceElement(element(link, 'other'));
      const here = target?.type === 'Patient' && (target.base === undefined || home.has(target.base));
      return here ? (target.id ?? []) : [];
    });
  const linked = patients.flatMap((patient) => {
    const own = asText(element(patient, 'id'));
    if (own === id) return targetsOf(patient);
    return own !== undefined && targetsOf(patient).includes(id) ? [own] : [];
  });
  return [...new Set(linked)];
}
