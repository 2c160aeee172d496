import { beforeAll, describe, expect, it } from 'vitest';
import type { Chart } from '#lib/fhir/chart.ts';
import { fetchStoredChart } from '#lib/fhir/store/fetch-stored-chart.ts';
import { FhirStore } from '#lib/fhir/store/fhir-store.ts';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { dischargeOf } from '#lib/modalities/ehr/fixtures/discharge.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { wardCharts } from '#lib/simulator/demo-ward.ts';
import { EHR_ALONE } from '#lib/simulator/fixtures/contents.ts';
import { heartFailureMember } from '#lib/simulator/heart-failure.ts';
import { nextSteps } from './next-steps.ts';

const TODAY = '2026-11-29';
const BASE = 'http://localhost/api/fhir';
const VISIT = /^No follow-up visit within 14 days of discharge/;
const DONE = 'Follow-up visit: on the chart';

describe('the ward of the demo hospital, from the embedded store', () => {
  let charts: readonly Chart[] = [];
  beforeAll(async () => {
    const bundles = [...wardCharts({ patients: 40, seed: 1 }, TODAY)].map(
      (content) => heartFailureMember(content, EHR_ALONE).bundle,
    );
    const store = new FhirStore();
    await loadBundles(store, bundles, { trusted: true });
    const found = await Promise.all(
      [...store.table.ofType('Patient').keys()].map((id) => fetchStoredChart(store, BASE, id)),
    );
    charts = found.flatMap(({ chart }) => chart ?? []);
  });

  it('has a visit on the chart for two thirds of those who were discharged', () => {
    const answers = charts.map((chart) => {
      const record = readRecord(chart);
      const at = dischargeOf(record);
      if (!at) throw new Error('the chart has no stay');
      const { steps, settled } = nextSteps(record, at);
      if (settled.some(({ words }) => words === DONE)) return 'settled';
      return steps.some(({ card }) => VISIT.test(card.summary)) ? 'to book' : 'in hospital';
    });
    const count = (wanted: string) => answers.filter((one) => one === wanted).length;
    const discharged = 40 - count('in hospital');
    expect(discharged).toBeGreaterThan(30);
    expect(count('settled') / discharged).toBeCloseTo(2 / 3, 1);
    expect(count('to book')).toBe(discharged - count('settled'));
  });

  it('counts no visit that was missed or called off', () => {
    const uncounted = charts.filter((chart) =>
      chart.all('Appointment').some(({ status }) => status === 'noshow' || status === 'cancelled'),
    );
    expect(uncounted.length).toBeGreaterThan(0);
    for (const chart of uncounted) {
      const { slices } = readRecord(chart);
      const visits = slices.ehr?.visits ?? [];
      expect(visits.filter(({ reference }) => reference.startsWith('Appointment/'))).toEqual([]);
    }
  });

  it('is not moved in time by what is to come', () => {
    const coming = charts.filter((chart) =>
      chart.all('Appointment').some(({ status }) => status === 'booked'),
    );
    expect(coming.length).toBeGreaterThan(2);
    for (const chart of coming)
      expect(readRecord(chart).latest?.ms).toBeLessThanOrEqual(Date.parse(`${TODAY}T00:00:00Z`));
  });
});
