import type { Issue } from '#lib/clinical/issue.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { BundleIndex } from './bundle-index.ts';
import type { Chart } from './chart.ts';
import type { FhirClient } from './fhir-client.ts';
import type { FhirError } from './fhir-error.ts';
import type { JsonObject } from './json-value.ts';
import { linkedPatients, patientsIn } from './linked-patients.ts';
import { isLogicalId } from './reference-target.ts';

export type FetchedChart = {
  /** `null`: the server has no such patient. */
  readonly chart: Chart | null;
  readonly issues: readonly Issue[];
};

const PAGE_SIZE = 1000;
/** Patients that one chart is put together from; more is no merge of duplicates. */
const MOST_LINKED = 20;

/** What is asked for one by one when a server has no `$everything`. */
const SEARCHES: readonly (readonly [type: string, include: string])[] = [
  ['Encounter', ''],
  ['Condition', ''],
  ['Observation', ''],
  ['MedicationRequest', '&_include=MedicationRequest:medication'],
  ['MedicationStatement', '&_include=MedicationStatement:medication'],
  ['MedicationAdministration', '&_include=MedicationAdministration:medication'],
  ['MedicationDispense', '&_include=MedicationDispense:medication'],
  ['Procedure', ''],
  ['DiagnosticReport', ''],
  ['ImagingStudy', '&_include=ImagingStudy:endpoint'],
  ['DocumentReference', ''],
  ['AllergyIntolerance', ''],
  ['Immunization', ''],
  ['Appointment', ''],
];

export const NO_SUCH_PATIENT: FetchedChart = {
  chart: null,
  issues: [{ code: 'no-patient', severity: 'error', message: 'The FHIR server has no such patient.' }],
};

const hasStatus = (error: unknown, ...statuses: number[]): error is FhirError =>
  isTagged<FhirError>(error, 'FhirError') && error.status !== undefined && statuses.includes(error.status);

async function pagesOf(client: FhirClient, path: string, signal?: AbortSignal): Promise<JsonObject[]> {
  const pages = [];
  for await (const page of client.pages(path, signal)) {
    const { link: _followed, ...content } = page;
    pages.push(content);
  }
  return pages;
}

/** What a server answered about one patient, and what it refused to. `null`: it has no such patient. */
type Answers = { readonly pages: readonly JsonObject[]; readonly issues: readonly Issue[] } | null;

const refused = (type: string, { message }: FhirError): Issue => ({
  code: 'structure',
  severity: 'warning',
  message: `${type} could not be asked for, so the chart is without it. ${message}`,
});

/** One type. A server that does not offer it gives an issue: what is missing shows as missing. */
async function askType(
  client: FhirClient,
  [type, include]: readonly [string, string],
  id: string,
  signal?: AbortSignal,
): Promise<NonNullable<Answers>> {
  const path = `${type}?patient=${id}&_count=${PAGE_SIZE}`;
  try {
    return { pages: await pagesOf(client, `${path}${include}`, signal), issues: [] };
  } catch (error) {
    if (!hasStatus(error, 400, 403, 404)) throw error;
    if (include !== '') return askType(client, [type, ''], id, signal);
    return { pages: [], issues: [refused(type, error)] };
  }
}

async function askTypeByType(client: FhirClient, id: string, signal?: AbortSignal): Promise<Answers> {
  const pages = [await client.read(`Patient/${id}`, signal)];
  const issues: Issue[] = [];
  for (const search of SEARCHES) {
    const answers = await askType(client, search, id, signal);
    pages.push(...answers.pages);
    issues.push(...answers.issues);
  }
  return { pages, issues };
}

async function ask(client: FhirClient, id: string, signal?: AbortSignal): Promise<Answers> {
  try {
    const path = `Patient/${id}/$everything?_count=${PAGE_SIZE}`;
    return { pages: await pagesOf(client, path, signal), issues: [] };
  } catch (error) {
    if (!hasStatus(error, 400, 403, 404, 405, 410, 501)) throw error;
  }
  try {
    return await askTypeByType(client, id, signal);
  } catch (error) {
    if (hasStatus(error, 404, 410)) return null;
    throw error;
  }
}

/** Patients that say they are linked to this one. A server that cannot search for them is not asked twice. */
async function askForLinks(client: FhirClient, id: string, signal?: AbortSignal): Promise<JsonObject[]> {
  try {
    return [await client.read(`Patient?link=Patient/${id}&_count=${MOST_LINKED}`, signal)];
  } catch (error) {
    if (!hasStatus(error, 400, 403, 404, 405, 501)) throw error;
    return [];
  }
}

/** The answers about a patient, and about those at the other ends of its links, and of theirs. */
async function askWithLinked(client: FhirClient, patientId: string, signal?: AbortSignal): Promise<Answers> {
  const pages: JsonObject[] = [];
  const issues: Issue[] = [];
  const wanted = new Set([patientId]);
  // A Set yields what is added while it is walked.
  for (const id of wanted) {
    const answers = await ask(client, id, signal);
    if (answers === null && id === patientId) return null;
    pages.push(...(answers?.pages ?? []));
    issues.push(...(answers?.issues ?? []));
    const linking = await askForLinks(client, id, signal);
    const linked = linkedPatients(id, patientsIn([...pages, ...linking]), client.addresses);
    for (const one of linked.slice(0, MOST_LINKED - wanted.size)) wanted.add(one);
  }
  return { pages, issues };
}

/** The chart that a patient's record stands in: its own, or that of the Patient that replaced it. */
export const chartOf = (charts: readonly Chart[], patientId: string): Chart | null =>
  charts.find((chart) => chart.all('Patient').some(({ id }) => id === patientId)) ?? null;

/**
 * Everything on record about one patient, by `$everything` or, where a server lacks it, type by type; with the record of
 * the Patients that it replaced or was replaced by, for the chart is that of the one in use. Throws `FhirError` when the
 * server cannot be used; a chart is whole or not returned.
 *
 * @param patientId FHIR logical id; one that FHIR does not allow is no patient's
 */
export async function fetchChart(
  client: FhirClient,
  patientId: string,
  signal?: AbortSignal,
): Promise<FetchedChart> {
  const answers = isLogicalId(patientId) ? await askWithLinked(client, patientId, signal) : null;
  if (answers === null) return NO_SUCH_PATIENT;
  const index = new BundleIndex(client.addresses);
  for (const page of answers.pages) index.add(page);
  const { charts, issues } = index.build();
  return { chart: chartOf(charts, patientId), issues: [...answers.issues, ...issues] };
}
