import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { analytes } from '#lib/clinical/analytes.ts';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { dischargeOf } from '#lib/modalities/ehr/fixtures/discharge.ts';
import {
  chartOf,
  condition,
  encounter,
  observation,
  order,
  patient,
  potassium,
  quantity,
  type Resource,
  syntheaBytes,
  syntheaFiles,
} from '#lib/modalities/fixtures/charts.ts';
import { pulse } from '#lib/modalities/fixtures/sampled-observations.ts';
import { type Slices, specsOf } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { vectorise } from './vectorise.ts';

const ids = specsOf(['ehr']).map(({ id }) => id);
/** The health record's features at the discharge. */
const atDischarge = (record: PatientRecord<Slices>) => vectorise(record, dischargeOf(record), ids);

const recordOf = (resources: readonly Resource[]) => readRecord(chartOf([patient, ...resources]));

function valuesOf(record: PatientRecord<Slices>): Record<string, number | string> {
  const { outcomes, specs } = atDischarge(record);
  return Object.fromEntries(
    specs.map(({ id }, index) => {
      const outcome = outcomes[index];
      if (!outcome) throw new Error(`no outcome for ${id}`);
      return [id, isReading(outcome) ? outcome.value : outcome.missing];
    }),
  );
}

const stay = [
  encounter('old', '2025-11-01T00:00:00Z', '2025-11-05T00:00:00Z'),
  encounter('now', '2026-03-01T00:00:00Z', '2026-03-09T00:00:00Z'),
  condition('hf', '88805009', '2020-01-01'),
  condition('af', '49436004', '2026-03-02'),
  condition('copd', '13645005', '2026-03-10'),
  order('bb', 'carvedilol', '2025-01-01'),
  order('statin', 'simvastatin', '2020-01-01', { status: 'completed' }),
  order('mra', 'eplerenone', '2026-03-10'),
];

describe('vectorise', () => {
  it('tells what is on the chart and was not read from what is not on it', () => {
    const chart = chartOf([patient, pulse('p')]);
    const at = instant(Date.parse('2026-03-09T00:00:00Z'));
    const detailOf = (record: PatientRecord<Slices>, id: string) => vectorise(record, at, [id]).outcomes[0];
    expect(detailOf(readRecord(chart, ['ehr']), 'wearable.wear-time')).toMatchObject({
      missing: 'unreadable',
      detail: '"Wearables" is on the chart, and was not read with it.',
    });
    expect(detailOf(readRecord(chart, ['ehr']), 'polygenic.coverage')).toMatchObject({
      missing: 'never-recorded',
      detail: 'The chart holds nothing of the kind "Genome".',
    });
  });

  it('computes each kind of feature as a person would', () => {
    const values = valuesOf(
      recordOf([
        ...stay,
        potassium('a', '2026-03-06T00:00:00Z', 4),
        potassium('b', '2026-03-08T00:00:00Z', 5),
        potassium('later', '2026-03-10T00:00:00Z', 9),
        observation('cr', '2160-0', '2026-03-08T00:00:00Z', quantity(1, 'mg/dL')),
        observation('na', '2951-2', '2026-01-01T00:00:00Z', quantity(140, 'mmol/L')),
      ]),
    );
    expect(values).toMatchObject({
      'potassium.last': 5,
      'potassium.trend': 0.5,
      'potassium.hours-since': 24,
      'sodium.last': 'stale',
      'glucose.last': 'never-recorded',
      age: 75,
      sex: 1,
      'length-of-stay': 8,
      'prior-admissions': 1,
      'days-since-prior-admission': 116,
      'condition.atrial-fibrillation': 1,
      'condition.copd': 0,
      'medication.beta-blocker': 1,
      'medication.statin': 0,
      'medication.mra': 0,
    });
    expect(values['egfr.last']).toBeCloseTo(58.7, 0);
  });

  it('lets no older result stand in for a newest one that could not be read', () => {
    const values = valuesOf(
      recordOf([
        ...stay,
        potassium('a', '2026-03-06T00:00:00Z', 4),
        observation('b', '2823-3', '2026-03-08T00:00:00Z', { valueQuantity: { value: 5 } }),
      ]),
    );
    expect(['last', 'trend', 'hours-since'].map((name) => values[`potassium.${name}`])).toEqual(
      Array(3).fill('unreadable'),
    );
  });

  it('has no flags, rather than 0, when the chart holds no diagnosis or medication up to then', () => {
    const values = valuesOf(recordOf([...stay.slice(0, 2), condition('copd', '13645005', '2026-03-10')]));
    expect(values['condition.copd']).toBe('never-recorded');
    expect(values['medication.statin']).toBe('never-recorded');
  });

  it('is all gaps without a stay to predict from', () => {
    const { present, values } = atDischarge(recordOf([potassium('a', '2026-03-06', 4)]));
    expect([...present, ...values].every((value) => value === 0)).toBe(true);
  });

  it('gives the features asked for in the order asked for, each as it is among all', () => {
    const record = recordOf([...stay, potassium('a', '2026-03-06T00:00:00Z', 4)]);
    const at = dischargeOf(record);
    const all = atDischarge(record);
    const some = vectorise(record, at, ['potassium.last', 'age']);
    expect(some.specs.map(({ id }) => id)).toEqual(['potassium.last', 'age']);
    expect([...some.values]).toEqual([4, all.values[ids.indexOf('age')]]);
    expect(vectorise(record, at, []).values).toHaveLength(0);
  });

  it('throws for a feature that no modality has', () => {
    expect(() => vectorise(recordOf(stay), null, ['no.such'])).toThrow(TypeError);
    expect(() => vectorise(recordOf(stay), null, ['no.such'])).toThrow('no.such');
  });

  it('reads the same record at any time: a chart at an earlier one is what stood on it then', () => {
    const record = recordOf([
      ...stay,
      potassium('a', '2026-03-06T00:00:00Z', 4),
      potassium('b', '2026-03-08T00:00:00Z', 5),
    ]);
    const at = (day: string) =>
      vectorise(record, instant(Date.parse(`${day}T12:00:00Z`)), ['potassium.last']).values[0];
    expect(['2026-03-05', '2026-03-07', '2026-03-09'].map(at)).toEqual([0, 4, 5]);
  });

  it('is finite and 0 where missing, whatever the quantities, units and dates', () => {
    const arbitrary = fc.record({
      analyte: fc.constantFrom(...analytes),
      value: fc.oneof(fc.double(), fc.string(), fc.constant(null)),
      unit: fc.oneof(fc.constantFrom('mmol/L', 'mg/dL', 'K', '[degF]', '10*300/L', 'valueOf'), fc.string()),
      day: fc.oneof(fc.constantFrom('2026-03-08', '2026-03-02T01:00:00Z', '2026', '2090-01-01'), fc.string()),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 12 }), (sent) => {
        const resources = sent.map(({ analyte, value, unit, day }, index) =>
          observation(`o${index}`, analyte.codes[0]?.loinc ?? '', day, {
            valueQuantity: { value, unit, code: unit },
          }),
        );
        const { values, present } = atDischarge(recordOf([...stay, ...resources]));
        for (const [index, value] of values.entries()) {
          expect(Number.isFinite(value)).toBe(true);
          expect([0, 1]).toContain(present[index]);
          if (present[index] === 0) expect(value).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe.skipIf(syntheaFiles.length === 0)(
  'on Synthea charts (skipped where the data folder is absent)',
  () => {
    const charts: Resource[][] = [];

    beforeAll(async () => {
      for (const name of syntheaFiles) {
        const read = await readFiles([{ name, bytes: syntheaBytes(name) }]);
        for (const chart of read.charts) {
          const types = ['Observation', 'Encounter', 'Condition', 'MedicationRequest'] as const;
          const resources = [chart.patient, ...types.flatMap((type) => [...chart.all(type)])];
          if (dischargeOf(readRecord(chart))) charts.push(JSON.parse(JSON.stringify(resources)));
        }
      }
    }, 120_000);

    const vectorOf = (resources: readonly Resource[]) => {
      const record = readRecord(chartOf(resources));
      const { values, present } = atDischarge(record);
      return { record, vector: [...values, ...present] };
    };
    const anyChart = () => fc.constantFrom(...charts);

    it('sees nothing that is dated after the time of prediction', () => {
      const later = fc.array(
        fc.record({
          analyte: fc.constantFrom(...analytes),
          value: fc.double({ min: 0, max: 500, noNaN: true }),
          days: fc.double({ min: 0.001, max: 600, noNaN: true }),
        }),
        { minLength: 1, maxLength: 8 },
      );
      fc.assert(
        fc.property(anyChart(), later, (resources, entries) => {
          const { record, vector } = vectorOf(resources);
          const subject = { reference: `Patient/${record.patient.id}` };
          const added = entries.map(({ analyte, value, days }, index) => ({
            ...observation(
              `later-${index}`,
              analyte.codes[0]?.loinc ?? '',
              new Date((dischargeOf(record)?.ms ?? 0) + days * DAY_MS).toISOString(),
              quantity(value, analyte.unit),
            ),
            subject,
          }));
          expect(vectorOf([...resources, ...added]).vector).toEqual(vector);
        }),
        { numRuns: 30 },
      );
    });

    it('does not depend on the order of the resources', () => {
      fc.assert(
        fc.property(anyChart(), fc.infiniteStream(fc.nat()), (resources, ranks) => {
          const shuffled = resources
            .map((resource) => ({ resource, rank: ranks.next().value }))
            .toSorted((a, b) => Number(a.rank) - Number(b.rank))
            .map(({ resource }) => resource);
          expect(vectorOf(shuffled).vector).toEqual(vectorOf(resources).vector);
        }),
        { numRuns: 30 },
      );
    });

    it('does not change when a resource is sent twice, under its own id or another', () => {
      fc.assert(
        fc.property(anyChart(), fc.nat(), (resources, pick) => {
          const observations = resources.filter(({ resourceType }) => resourceType === 'Observation');
          const twice = observations[pick % Math.max(observations.length, 1)];
          const copies = twice ? [twice, { ...twice, id: `${twice.id}-copy` }] : [];
          expect(vectorOf([...resources, ...copies]).vector).toEqual(vectorOf(resources).vector);
        }),
        { numRuns: 30 },
      );
    });

    it('names every absent measure as a gap with a sentence', () => {
      for (const resources of charts) {
        const { outcomes, specs } = atDischarge(readRecord(chartOf(resources)));
        expect(outcomes).toHaveLength(specs.length);
        for (const outcome of outcomes)
          if (!isReading(outcome)) expect(outcome.detail).toMatch(/^[A-Z].{10,}\.$/);
        const bnp = specs.findIndex(({ id }) => id === 'bnp.last');
        expect(outcomes[bnp]).toMatchObject({ missing: 'never-recorded' });
      }
    });
  },
);
