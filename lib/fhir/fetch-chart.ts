import type { Issue } from '#lib/clinical/issue.ts';
import { BundleIndex } from './bundle-index.ts';
import type { Chart } from './chart.ts';
import type { FhirClient } from './fhir-client.ts';
import { FhirError } from './fhir-error.ts';
import { isLogicalId } from './reference-target.ts';

export type FetchedChart = {
  /** `null`: the server has no such patient. */
  readonly chart: Chart | null;
  readonly issues: readonly Issue[];
};

const PAGE_SIZE = 1000;

/** What is asked for one by one when a server has no `$everything`. */
const SEARCHES: readonly (readonly [type: string, include: string])[] = [
  ['Encounter', ''],
  ['Condition', ''],
  ['Observation', ''],
  ['MedicationRequest', '&_include=MedicationRequest:medication'],
  ['MedicationStatement', '&_include=MedicationStatement:medication'],
  ['MedicationAdministration', ''],
  ['Procedure', ''],
  ['DiagnosticReport', ''],
  ['ImagingStudy', '&_include=ImagingStudy:endpoint'],
  ['DocumentReference', ''],
  ['AllergyIntolerance', ''],
  ['Immunization', ''],
];

export const NO_SUCH_PATIENT: FetchedChart = {
  chart: null,
  issues: [{ code: 'no-patient', severity: 'error', message: 'The FHIR server has no such patient.' }],
};

const hasStatus = (error: unknown, ...statuses: number[]): error is FhirError =>
  error instanceof FhirError && error.status !== undefined && statuses.includes(error.status);

async function addPages(index: BundleIndex, client: FhirClient, path: string, signal?: AbortSignal) {
  for await (const page of client.pages(path, signal)) {
    const { link: _followed, ...content } = page;
    index.add(content);
  }
}

const refused = (type: string, { message }: FhirError): Issue => ({
  code: 'structure',
  severity: 'warning',
  message: `${type} could not be asked for, so the chart is without it. ${message}`,
});

/** Adds one type. A server that does not offer it gives an issue: what is missing shows as missing. */
async function addType(
  index: BundleIndex,
  client: FhirClient,
  [type, include]: readonly [string, string],
  id: string,
  signal?: AbortSignal,
): Promise<Issue[]> {
  const path = `${type}?patient=${id}&_count=${PAGE_SIZE}`;
  try {
    await addPages(index, client, `${path}${include}`, signal);
    return [];
  } catch (error) {
    if (!hasStatus(error, 400, 403, 404)) throw error;
    if (include !== '') return addType(index, client, [type, ''], id, signal);
    return [refused(type, error)];
  }
}

async function searchTypes(client: FhirClient, id: string, signal?: AbortSignal): Promise<FetchedChart> {
  const index = new BundleIndex();
  index.add(await client.read(`Patient/${id}`, signal));
  const issues: Issue[] = [];
  for (const search of SEARCHES) issues.push(...(await addType(index, client, search, id, signal)));
  return finish(index, id, issues);
}

function finish(index: BundleIndex, id: string, issues: readonly Issue[]): FetchedChart {
  const read = index.build();
  const chart = read.charts.find(({ patient }) => patient.id === id) ?? null;
  return { chart, issues: [...issues, ...read.issues] };
}

/**
 * Everything on record about one patient, by `$everything` or, where a server lacks it, type by type.
 * Throws `FhirError` when the server cannot be used; a chart is whole or not returned.
 *
 * @param patientId FHIR logical id; one that FHIR does not allow is no patient's
 */
export async function fetchChart(
  client: FhirClient,
  patientId: string,
  signal?: AbortSignal,
): Promise<FetchedChart> {
  if (!isLogicalId(patientId)) return NO_SUCH_PATIENT;
  const index = new BundleIndex();
  try {
    await addPages(index, client, `Patient/${patientId}/$everything?_count=${PAGE_SIZE}`, signal);
    return finish(index, patientId, []);
  } catch (error) {
    if (!hasStatus(error, 400, 403, 404, 405, 410, 501)) throw error;
  }
  try {
    return await searchTypes(client, patientId, signal);
  } catch (error) {
    if (hasStatus(error, 404, 410)) return NO_SUCH_PATIENT;
    throw error;
  }
}
