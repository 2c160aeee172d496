import { BundleIndex } from '../bundle-index.ts';
import { chartOf, type FetchedChart, NO_SUCH_PATIENT } from '../fetch-chart.ts';
import { linkedPatients } from '../linked-patients.ts';
import { isLogicalId } from '../reference-target.ts';
import { findEverything } from './everything.ts';
import type { FhirStore } from './fhir-store.ts';
import { searchBundle } from './search-bundle.ts';

/**
 * Everything on record about one patient, from a store in this process: what `fetchChart` gets over `$everything`, without
 * writing megabytes of waveforms as JSON and reading them again. The chart shares its resources with the store, which
 * never changes one in place, and neither may the reader.
 *
 * @param base address of the store, which its resources' full URLs begin with
 */
export function fetchStoredChart(store: FhirStore, base: string, patientId: string): Promise<FetchedChart> {
  return store.exclusively(async () => {
    const known = isLogicalId(patientId) && store.table.read('Patient', patientId) !== undefined;
    if (!known) return NO_SUCH_PATIENT;
    const index = new BundleIndex();
    for (const id of withLinked(store, base, patientId)) index.add(everything(store, base, id));
    const { charts, issues } = index.build();
    return { chart: chartOf(charts, patientId), issues };
  });
}

/** A patient of the store and those at the other ends of its links, and of theirs. */
function withLinked({ table }: FhirStore, base: string, patientId: string): ReadonlySet<string> {
  const linking = [...table.ofType('Patient').values()].filter(({ link }) => link !== undefined);
  const wanted = new Set([patientId]);
  // A Set yields what is added while it is walked.
  for (const id of wanted) {
    for (const linked of linkedPatients(id, linking, [base]))
      if (table.read('Patient', linked) !== undefined) wanted.add(linked);
  }
  return wanted;
}

function everything(store: FhirStore, base: string, id: string) {
  const found = findEverything(store.table, id, []);
  const { link: _followed, ...content } = searchBundle(base, `Patient/${id}/$everything`, [], 0, found);
  return content;
}
