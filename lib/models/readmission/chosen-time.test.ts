import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { analytes } from '#lib/clinical/analytes.ts';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
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
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { readmission } from './model.ts';

const session = await openNodeSession(modelFolder, ownInputs());
afterAll(() => session.close());

const resourcesOf = (index: number) =>
  (simulatePatient(1, index).bundle.entry ?? []).flatMap(({ resource }) =>
    resource ? [resource as unknown as Resource] : [],
  );

function recordOf(resources: readonly Resource[]) {
  const charts = new BundleIndex();
  charts.add({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  });
  const [chart] = charts.build().charts;
  if (!chart) throw new Error('no chart');
  return readRecord(chart);
}

/** What a report says of the patient: what is wrong with the chart as a whole, and when it was computed, is aside. */
function said(report: RiskReport) {
  const { issues: _issues, unread: _unread, ...about } = report;
  if (about.status === 'unscored') return about;
  // Whether the horizon has ended since is said of today's chart, and is no part of the answer.
  const { provenance, retrospective: _retrospective, ...answer } = about;
  return { ...answer, inputs: provenance.inputs };
}

/** A day and a half before the discharge: the stay went on then. */
const EARLIER_MS = 1.5 * DAY_MS;

function chosenOf(resources: readonly Resource[]) {
  const { at } = readmission.landmark(recordOf(resources));
  if (!at) throw new Error('no discharge');
  return { at: instant(at.ms - EARLIER_MS), name: 'the chosen time' };
}

type Landmark = ReturnType<typeof chosenOf>;
const ask = async (resources: readonly Resource[], landmark: Landmark) =>
  said(await readmission.assess(recordOf(resources), session, { landmark }));

const patients = [0, 1, 2, 3, 4, 5].map(resourcesOf);
const patientOf = (resources: readonly Resource[]) =>
  resources.find(({ resourceType }) => resourceType === 'Patient')?.id ?? '';

/** One resource dated `days` after the chosen time. */
const planted = fc.record({
  days: fc.double({ min: 0.01, max: 300, noNaN: true }),
  kind: fc.constantFrom('result', 'stay', 'condition', 'drug'),
  analyte: fc.constantFrom(...analytes),
  value: fc.double({ min: 0.1, max: 400, noNaN: true }),
  snomed: fc.constantFrom('88805009', '49436004', '13645005', '44054006', '271737000'),
  drug: fc.constantFrom('carvedilol', 'simvastatin', 'eplerenone', 'furosemide', 'ramipril'),
});
type Planted = typeof planted extends fc.Arbitrary<infer One> ? One : never;

function plant(one: Planted, index: number, { at }: Landmark, subject: object): Resource {
  const day = (days: number) => new Date(at.ms + days * DAY_MS).toISOString();
  const id = `planted-${index}`;
  const made = {
    result: observation(id, one.analyte.codes[0]?.loinc ?? '', day(one.days), {
      ...quantity(one.value, one.analyte.unit),
    }),
    stay: encounter(id, day(one.days), day(one.days + 4)),
    condition: condition(id, one.snomed, day(one.days)),
    drug: order(id, one.drug, day(one.days)),
  }[one.kind];
  return { ...made, subject };
}

describe('the readmission model at a chosen time in the past', () => {
  it('is asked within a stay that had begun', async () => {
    const reports = await Promise.all(patients.map((resources) => ask(resources, chosenOf(resources))));
    const scored = reports.filter(({ status }) => status === 'scored');
    expect(scored.length).toBeGreaterThan(2);
    for (const { atName } of reports) expect(atName).toBe('the chosen time');
  });

  it('says the same whatever is on the chart after it', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...patients),
        fc.array(planted, { minLength: 1, maxLength: 6 }),
        async (resources, later) => {
          const landmark = chosenOf(resources);
          const subject = { reference: `Patient/${patientOf(resources)}` };
          const added = later.map((one, index) => plant(one, index, landmark, subject));
          expect(await ask([...resources, ...added], landmark)).toEqual(await ask(resources, landmark));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('does not know how the stay would end, nor of a later death', async () => {
    const died = {
      hospitalization: {
        dischargeDisposition: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: 'exp' }],
        },
      },
    };
    let asked = 0;
    for (const resources of patients) {
      const landmark = chosenOf(resources);
      const before = await ask(resources, landmark);
      if (before.status !== 'scored') continue;
      asked += 1;
      const index = recordOf(resources).admission?.reference.replace('Encounter/', '');
      const dead = resources.map((one) => {
        if (one.resourceType === 'Encounter' && one.id === index) return { ...one, ...died };
        const later = new Date(landmark.at.ms + 3 * DAY_MS).toISOString();
        return one.resourceType === 'Patient' ? { ...one, deceasedDateTime: later } : one;
      });
      expect(await ask(dead, landmark)).toEqual(before);
      const own = await readmission.assess(recordOf(dead), session);
      expect(own.status).toBe('unscored');
    }
    expect(asked).toBeGreaterThan(2);
  });

  it('knows a result of the day before and not one of the day after', async () => {
    const [resources = []] = patients;
    const landmark = chosenOf(resources);
    const subject = { reference: `Patient/${patientOf(resources)}` };
    const sodium = (days: number): Resource => ({
      ...observation(
        'na',
        '2951-2',
        new Date(landmark.at.ms + days * DAY_MS).toISOString(),
        quantity(119, 'mmol/L'),
      ),
      subject,
    });
    const before = await ask(resources, landmark);
    expect(await ask([...resources, sodium(0.01)], landmark)).toEqual(before);
    expect(await ask([...resources, sodium(-0.01)], landmark)).not.toEqual(before);
  });
});
