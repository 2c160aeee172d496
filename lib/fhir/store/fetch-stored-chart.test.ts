import { describe, expect, it } from 'vitest';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { fetchChart } from '../fetch-chart.ts';
import { FhirClient } from '../fhir-client.ts';
import { fetchStoredChart } from './fetch-stored-chart.ts';
import { FhirStore } from './fhir-store.ts';
import { handleFhirRequest } from './handle-request.ts';
import { loadBundles } from './load-bundles.ts';

const BASE = 'http://store.invalid/fhir';
const TYPES = ['Encounter', 'Condition', 'Observation', 'MedicationRequest', 'Medication'] as const;

describe('a chart straight from the store', () => {
  it('is the chart that the store gives over HTTP', async () => {
    const store = new FhirStore();
    const { bundle } = simulatePatient(3, 0);
    await loadBundles(store, [bundle, simulatePatient(3, 1).bundle]);
    const id = String(bundle.entry?.[0]?.resource?.id);
    const answer = (request: Request) => handleFhirRequest(store, request, BASE);
    const sent = await fetchChart(new FhirClient({ baseUrl: BASE, fetch: answer, retries: 0 }), id);
    const direct = await fetchStoredChart(store, BASE, id);
    expect(direct.issues).toEqual(sent.issues);
    expect(direct.chart?.patient).toEqual(sent.chart?.patient);
    for (const type of TYPES) expect(direct.chart?.all(type)).toEqual(sent.chart?.all(type));
    expect(direct.chart?.all('Observation').length).toBeGreaterThan(50);
  });

  it('is none for a patient that the store has not, or an id that FHIR does not allow', async () => {
    for (const id of ['nobody', '../Patient/x', ''])
      expect((await fetchStoredChart(new FhirStore(), BASE, id)).chart).toBeNull();
  });
});
