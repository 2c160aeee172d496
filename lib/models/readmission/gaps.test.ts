import { afterAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { EhrSlice } from '#lib/modalities/ehr/slice.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { readmission } from './model.ts';

const session = await openNodeSession(modelFolder, ownInputs());
afterAll(() => session.close());

const charts = new BundleIndex();
charts.add(simulatePatient(1, 0).bundle);
const [chart] = charts.build().charts;
if (!chart) throw new Error('no chart of the simulated patient');
const record = readRecord(chart);
const { ehr } = record.slices;
if (!ehr) throw new Error('no record slice');
const { at } = readmission.landmark(record);
if (!at) throw new Error('no time of prediction');

/** The report of the same chart with other parts. */
const assessWith = (parts: Partial<EhrSlice>) =>
  readmission.assess({ ...record, slices: { ehr: { ...ehr, ...parts } } }, session);
const withoutSodium = { ...ehr.series, sodium: [] };

describe('the gaps of a report', () => {
  it('tell NT-proBNP and BNP as one, with what is known of the two', async () => {
    const gapOf = async (series: EhrSlice['series']) => {
      const report = await assessWith({ series: { ...ehr.series, 'nt-probnp': [], ...series } });
      expect(report.status).toBe('scored');
      expect(report.missing.map(({ measure }) => measure)).not.toContain('bnp');
      return report.missing.find(({ measure }) => measure === 'nt-probnp');
    };
    expect(await gapOf({ bnp: [] })).toMatchObject({
      label: 'NT-proBNP or BNP',
      reason: 'never-recorded',
      detail: 'No NT-proBNP or BNP on the chart up to the time of prediction.',
    });
    const time = { ...at, ms: at.ms - 60 * DAY_MS };
    const old = { reference: 'Observation/old', time, recorded: '900 pg/mL', value: 900 };
    expect(await gapOf({ bnp: [old] })).toMatchObject({
      label: 'NT-proBNP or BNP',
      reason: 'stale',
      detail: 'Last BNP 60 days before the time of prediction; 30 days is the limit.',
      last: { reference: 'Observation/old' },
    });
  });

  it('are none of a chart that the model is not for', async () => {
    const [failing] = ehr.conditions.filter(({ ids }) => ids.includes('heart-failure'));
    if (!failing) throw new Error('no heart failure');
    const none = await assessWith({ series: withoutSodium, conditions: [] });
    expect(none).toMatchObject({ status: 'unscored', missing: [] });
    const unclear = await assessWith({
      series: withoutSodium,
      conditions: [{ ...failing, certainty: 'suspected' }],
    });
    expect(unclear.status).toBe('unscored');
    expect(unclear.missing.map(({ measure }) => measure)).toContain('sodium');
  });
});
