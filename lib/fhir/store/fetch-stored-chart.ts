import { BundleIndex } from '../bundle-index.ts';
import { type FetchedChart, NO_SUCH_PATIENT } from '../fetch-chart.ts';
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
    const path = `Patient/${patientId}/$everything`;
    const { link: _followed, ...content } = searchBundle(
      base,
      path,
      [],
      0,
      findEverything(store.table, patientId, []),
    );
    const index = new BundleIndex();
    index.add(content);
    const { charts, issues } = index.build();
    return { chart: charts.find(({ patient }) => patient.id === patientId) ?? null, issues };
  });
}
