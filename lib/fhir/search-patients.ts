import type { Patient } from 'fhir/r4';
import { admitResource } from './admit-resource.ts';
import type { FhirClient } from './fhir-client.ts';
import { followLinks } from './follow-links.ts';
import { asObjects, element, isObject, type JsonObject } from './json-value.ts';
import { readReferenceElement } from './reference-target.ts';

export type PatientSearch = {
  /** Beginning of a name; empty or absent: all patients. */
  readonly name?: string;
  /** A business identifier such as the record number, exact. */
  readonly identifier?: string;
  /** Most patients to return. */
  readonly limit?: number;
};

export type PatientList = {
  /** Structurally checked; elements are as sent. */
  readonly patients: readonly Patient[];
  /** The server has more than `limit`. */
  readonly truncated: boolean;
};

const LIMIT = 2000;
const PAGE_SIZE = 500;

function patientsOf(page: JsonObject): Patient[] {
  return asObjects(element(page, 'entry')).flatMap((entry) => {
    const resource = element(entry, 'resource');
    if (!isObject(resource) || resource.resourceType !== 'Patient') return [];
    const admitted = admitResource(resource, undefined, 'R4');
    // The border of trust that `Chart` documents: checked as a Patient with an id, its elements as sent.
    return 'resource' in admitted ? [admitted.resource as unknown as Patient] : [];
  });
}

/** Those in use: a Patient whose replacement is listed too has no record of its own (`Patient.link`). */
function inUse(patients: ReadonlyMap<string, Patient>): Patient[] {
  const all = [...patients.values()];
  const { survivorOf } = followLinks<Patient>({
    patients: all,
    resourceOf: (patient) => patient as unknown as JsonObject,
    resolve: (reference) => {
      const target = readReferenceElement(reference);
      return target?.type === 'Patient' && target.id !== undefined ? patients.get(target.id) : undefined;
    },
  });
  return all.filter((patient) => survivorOf.get(patient) === patient);
}

/** Lists patients. Throws `FhirError` when the server cannot be used. */
export async function searchPatients(
  client: FhirClient,
  { name, identifier, limit = LIMIT }: PatientSearch = {},
  signal?: AbortSignal,
): Promise<PatientList> {
  const parameters = {
    _count: String(Math.min(limit + 1, PAGE_SIZE)),
    ...(name ? { name } : {}),
    ...(identifier ? { identifier } : {}),
  };
  const pages =
    name || identifier
      ? client.search('Patient', parameters, signal)
      : client.pages(`Patient?_count=${parameters._count}`, signal);
  const patients = new Map<string, Patient>();
  for await (const page of pages) {
    for (const patient of patientsOf(page)) patients.set(patient.id ?? '', patient);
    if (patients.size > limit) break;
  }
  const listed = inUse(patients);
  return { patients: listed.slice(0, limit), truncated: patients.size > limit };
}
