import { isTagged } from '#lib/clinical/tagged-error.ts';
import 'server-only';
import type { Issue } from '#lib/clinical/issue.ts';
import { type FetchedChart, fetchChart } from '#lib/fhir/fetch-chart.ts';
import { FhirClient } from '#lib/fhir/fhir-client.ts';
import type { FhirError } from '#lib/fhir/fhir-error.ts';
import { type PatientList, type PatientSearch, searchPatients } from '#lib/fhir/search-patients.ts';
import { fetchStoredChart } from '#lib/fhir/store/fetch-stored-chart.ts';
import { handleFhirRequest } from '#lib/fhir/store/handle-request.ts';
import { embeddedStore } from './embedded-store.ts';
import { environment } from './env.ts';

type SourceDescription = {
  readonly kind: 'embedded' | 'server';
  /** What the screen calls it; never an address with a path or a token. */
  readonly label: string;
  /** What the embedded store's last run left unfinished. */
  readonly issues: readonly Issue[];
};

/** Where charts come from. Throws `FhirError` or `StoreError` when the source cannot be used. */
export type ChartSource = {
  readonly listPatients: (search?: PatientSearch, signal?: AbortSignal) => Promise<PatientList>;
  readonly fetchChart: (patientId: string, signal?: AbortSignal) => Promise<FetchedChart>;
  /** A `Binary` by its relative reference; `null`: there is none. */
  readonly readBinary: (reference: string, signal?: AbortSignal) => Promise<unknown>;
  readonly describe: () => Promise<SourceDescription>;
};

// Never resolved: requests to it are answered in this process.
const IN_PROCESS = 'http://embedded.invalid/fhir';

async function readBinary(client: FhirClient, reference: string, signal?: AbortSignal): Promise<unknown> {
  try {
    return await client.read(reference, signal);
  } catch (error) {
    if (isTagged<FhirError>(error, 'FhirError') && (error.status === 404 || error.status === 410))
      return null;
    throw error;
  }
}

const sourceOf = (client: FhirClient, describe: ChartSource['describe']): ChartSource => ({
  readBinary: (reference, signal) => readBinary(client, reference, signal),
  listPatients: (search, signal) => searchPatients(client, search, signal),
  fetchChart: (patientId, signal) => fetchChart(client, patientId, signal),
  describe,
});

function embeddedSource(): ChartSource {
  const answer = async (request: Request) =>
    handleFhirRequest((await embeddedStore()).store, request, IN_PROCESS);
  const client = new FhirClient({ baseUrl: IN_PROCESS, fetch: answer, retries: 0 });
  const source = sourceOf(client, async () => ({
    kind: 'embedded',
    label: 'Embedded FHIR store',
    issues: (await embeddedStore()).issues,
  }));
  // Opened before the client asks: a folder in use is no unreachable server, and the screen says which it is.
  return {
    ...source,
    listPatients: (search, signal) => embeddedStore().then(() => source.listPatients(search, signal)),
    fetchChart: async (patientId) => fetchStoredChart((await embeddedStore()).store, IN_PROCESS, patientId),
  };
}

/** The FHIR server of the settings, or the embedded store. Throws `InvalidEnvironment`. */
export function chartSource(): ChartSource {
  const { fhir } = environment();
  if (fhir === null) return embeddedSource();
  const client = new FhirClient(fhir);
  return sourceOf(client, async () => ({
    kind: 'server',
    label: `FHIR server ${new URL(fhir.baseUrl).host}`,
    issues: [],
  }));
}
