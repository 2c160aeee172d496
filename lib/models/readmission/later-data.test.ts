import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { analyteById, analytes } from '#lib/clinical/analytes.ts';
import { DAY_MS, instant, type Moment } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import {
  condition,
  encounter,
  observation,
  order,
  quantity,
  type Resource,
} from '#lib/modalities/fixtures/charts.ts';
import type { GenomicsSlice } from '#lib/modalities/genomics/slice.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import { ownInputs, type Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import type { Recording, WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { readmission } from './model.ts';

const session = await openNodeSession(modelFolder, ownInputs());
afterAll(() => session.close());

/** A patient with all modalities. */
const { bundle } = simulateMember({ cohort: 'hf', seed: 1 }, 0, EVERYTHING);
const resources = (bundle.entry ?? []).flatMap(({ resource }) =>
  resource ? [resource as unknown as Resource] : [],
);
const person = resources.find(({ resourceType }) => resourceType === 'Patient')?.id ?? '';

function recordOf(more: readonly Resource[]): PatientRecord<Slices> {
  const charts = new BundleIndex();
  charts.add({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [...resources, ...more].map((resource) => ({ resource })),
  });
  const [chart] = charts.build().charts;
  if (!chart) throw new Error('no chart');
  return readRecord(chart);
}

const discharge = recordOf([]).admission?.end ?? instant(0);
const atDay = (days: number): Moment => instant(discharge.ms + days * DAY_MS);
/** By the latest care on a chart every undated change of a status had happened, so that this bound is in both charts. */
const lastVisit = {
  ...encounter('last-visit', atDay(40).recorded, atDay(40).recorded, { class: { code: 'AMB' } }),
  subject: { reference: `Patient/${person}` },
};
const plain = recordOf([lastVisit]);

async function said(record: PatientRecord<Slices>, day: number) {
  const report = await readmission.assess(record, session, { landmark: { at: atDay(day), name: 'a test' } });
  if (report.status === 'unscored') throw new Error(report.reasons.map(({ message }) => message).join(' '));
  // What is wrong with the chart as a whole, and whether the horizon has ended since, is said of today's chart.
  const { issues: _issues, unread: _unread, retrospective: _retrospective, provenance, ...answer } = report;
  return { ...answer, inputs: provenance.inputs };
}

/** Something of each modality that came `days` after a landmark. */
const later = fc.record({
  day: fc.integer({ min: 0, max: 6 }),
  days: fc.double({ min: 0.01, max: 20, noNaN: true }),
  analyte: fc.constantFrom(...analytes),
  value: fc.double({ min: 1, max: 95, noNaN: true }),
});
type Later = typeof later extends fc.Arbitrary<infer One> ? One : never;
const timeOf = ({ day, days }: Later): Moment => atDay(day + days);

function laterChart(one: Later): readonly Resource[] {
  const { recorded } = timeOf(one);
  const subject = { reference: `Patient/${person}` };
  const { analyte, value, day, days } = one;
  return [
    observation('later-result', analyte.codes[0]?.loinc ?? '', recorded, quantity(value, analyte.unit)),
    observation('later-fraction', '10230-1', recorded, quantity(value, '%')),
    // What begins within a day of the discharge is the same stay.
    encounter('later-stay', atDay(day + Math.max(days, 1.01)).recorded, atDay(day + days + 3).recorded),
    condition('later-condition', '13645005', recorded),
    order('later-drug', 'eplerenone', recorded),
  ].map((resource) => ({ ...resource, subject }));
}

/** The same up to the landmark; every sample that ended after it is another. */
function withLaterSamples<T extends Recording>(recording: T, { day, value }: Later): T {
  const known = Math.floor((atDay(day).ms - recording.start.ms) / recording.periodMs);
  return { ...recording, values: recording.values.map((sample, index) => (index < known ? sample : value)) };
}

const laterWeek = (slice: WearablesSlice, one: Later): WearablesSlice => ({
  devices: slice.devices,
  heartRate: slice.heartRate.map((recording) => withLaterSamples(recording, one)),
  saturation: slice.saturation.map((recording) => withLaterSamples(recording, one)),
  steps: slice.steps.map((recording) => withLaterSamples(recording, one)),
  ecg: slice.ecg.filter(
    ({ start, periodMs, values }) => start.ms + periodMs * values.length <= atDay(one.day).ms,
  ),
});

const laterPictures = (slice: ImagingSlice, one: Later): ImagingSlice => ({
  ...slice,
  measurements: [
    {
      reference: 'Observation/later-measurement',
      kind: 'ejection-fraction',
      name: 'Ejection fraction',
      value: one.value,
      unit: '%',
      method: null,
      time: timeOf(one),
      study: null,
    },
    ...slice.measurements,
  ],
  findings: [
    ...(slice.findings ?? []),
    {
      id: 'cardiothoracic-ratio',
      value: 0.7,
      unit: '1',
      spread: 0.02,
      time: timeOf(one),
      reference: 'ImagingStudy/later-film',
      instance: '1.2.3',
      network: 'network a-test 1',
    },
  ],
});

const laterGenome = (slice: GenomicsSlice, one: Later): GenomicsSlice => ({
  ...slice,
  variants: [
    ...slice.variants,
    {
      reference: 'Observation/later-variant',
      time: timeOf(one),
      finding: 'present',
      gene: 'TTN',
      coding: null,
      protein: null,
      significance: 'pathogenic',
      zygosity: null,
      origin: 'germline',
      fraction: null,
      accession: null,
    },
  ],
});

function planted(one: Later): PatientRecord<Slices> {
  const record = recordOf([lastVisit, ...laterChart(one)]);
  const { ehr, imaging, wearables, genomics } = record.slices;
  if (!ehr || !imaging || !wearables || !genomics) throw new Error('a modality is missing');
  const slices = {
    ehr,
    imaging: laterPictures(imaging, one),
    wearables: laterWeek(wearables, one),
    genomics: laterGenome(genomics, one),
  };
  return { ...record, slices };
}

describe('what came after a landmark', () => {
  it('changes nothing that is said of it, in any modality', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(later, async (one) => {
        expect(await said(planted(one), one.day)).toEqual(await said(plain, one.day));
      }),
      { numRuns: 8 },
    );
  });

  it('is known once its time has come', async () => {
    const one: Later = { day: 2, days: 1, analyte: analyteById.potassium, value: 40 };
    const known = await readmission.assess(planted(one), session, {
      landmark: { at: atDay(4), name: 'a test' },
    });
    expect(known).toMatchObject({ status: 'scored' });
    expect(known).not.toMatchObject({ risk: (await said(plain, 4)).risk });
  });
});
