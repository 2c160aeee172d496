import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFiles } from '#lib/fhir/read-files.ts';
import { dischargeOf } from './ehr/fixtures/discharge.ts';
import {
  chartOf,
  condition,
  encounter,
  observation,
  patient,
  potassium,
  type Resource,
  syntheaBytes,
  syntheaFiles,
} from './fixtures/charts.ts';
import { readRecord } from './record.ts';

const read = (...resources: Resource[]) => readRecord(chartOf([patient, ...resources]));

function summaryOf(record: ReturnType<typeof readRecord>): string {
  const { patient: header, slices, issues } = record;
  const { stays = [], conditions = [], series = {} } = slices.ehr ?? {};
  const day = dischargeOf(record)?.recorded.slice(0, 10) ?? '-';
  const diagnosis = conditions.some(({ ids }) => ids.includes('heart-failure')) ? ' HF' : '';
  const notes = issues.map(({ message }) => `\n  ${message}`).join('');
  return `${header.id.slice(0, 8)}: ${stays.length} stays, at ${day}, ${Object.keys(series).length} analytes${diagnosis}${notes}`;
}

describe('readRecord', () => {
  it('predicts from the end of the latest inpatient stay', () => {
    const record = read(
      encounter('a', '2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z'),
      encounter('b', '2026-02-01T00:00:00Z', '2026-02-07T00:00:00Z'),
      potassium('k', '2026-02-20T00:00:00Z', 4),
    );
    expect(record.admission?.reference).toBe('Encounter/b');
    expect(dischargeOf(record)?.recorded).toBe('2026-02-07T00:00:00Z');
    expect(record.latest?.recorded).toBe('2026-02-20T00:00:00Z');
  });

  it('predicts from the latest entry while the stay goes on', () => {
    const record = read(
      encounter('a', '2026-02-01T00:00:00Z', null),
      potassium('k', '2026-02-03T06:00:00+01:00', 4),
    );
    expect(record.admission?.end).toBeNull();
    expect(dischargeOf(record)?.recorded).toBe('2026-02-03T06:00:00+01:00');
  });

  it('takes a discharge date without time of day as the end of that day', () => {
    const record = read(
      encounter('a', '2026-02-01', '2026-02-07'),
      potassium('k', '2026-02-07T08:00:00Z', 4),
    );
    expect(dischargeOf(record)?.ms).toBe(Date.parse('2026-02-07T23:59:59.999Z'));
  });

  it('has no time of prediction without an inpatient stay', () => {
    const record = read(potassium('k', '2026-02-03', 4));
    expect([record.admission, dischargeOf(record)]).toEqual([null, null]);
  });

  it('tells which modality found an issue', () => {
    const subject = { reference: 'Patient/p' };
    const study = { resourceType: 'ImagingStudy', id: 's', status: 'available', subject };
    const record = read(study, potassium('k', '2026-02-31', 4));
    const { ehr = [], imaging = [], ...others } = record.issuesOf ?? {};
    expect(others).toEqual({});
    expect(ehr.some(({ path = '' }) => path.startsWith('Observation/k'))).toBe(true);
    expect(imaging.some(({ path = '' }) => path.startsWith('ImagingStudy/s'))).toBe(true);
    expect(record.issues).toEqual(expect.arrayContaining([...ehr, ...imaging]));
  });

  it('ignores a lone stay of the year 2090', () => {
    const record = read(
      encounter('a', '2026-02-01', '2026-02-03'),
      potassium('k', '2026-02-01', 4),
      potassium('l', '2026-02-02', 4),
      encounter('b', '2090-02-01', '2090-02-03'),
    );
    expect(record.admission?.reference).toBe('Encounter/a');
    expect(record.issues.map(({ code }) => code)).toEqual(['date-future']);
  });

  it('heads the page with the official name and the medical record number', () => {
    const MR = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] };
    const { patient: header } = readRecord(
      chartOf([
        {
          ...patient,
          name: [
            { use: 'nickname', text: 'Bo' },
            { use: 'official', given: ['Ada', 7, 'M'], family: 'Byron' },
          ],
          identifier: [{ value: 'x1' }, { type: MR, value: 'm2' }],
          meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] },
          deceasedDateTime: '2026-03-01',
        },
      ]),
    );
    expect(header).toMatchObject({
      id: 'p',
      name: 'Ada M Byron',
      mrn: 'm2',
      sex: 'female',
      simulated: true,
      deceased: true,
    });
  });

  it('survives elements of the wrong type everywhere', () => {
    const wrong = [null, 7, 'x', [], {}, [null], [[]], true];
    const names = [
      'status',
      'code',
      'class',
      'period',
      'effectiveDateTime',
      'valueQuantity',
      'component',
      'recordedDate',
      'partOf',
      'hospitalization',
      'statusHistory',
      'classHistory',
      'effectiveTiming',
      'specimen',
    ];
    for (const value of wrong)
      for (const name of names)
        expect(() =>
          read(
            observation('o', '2823-3', '2026-01-01', { [name]: value }),
            encounter('e', '2026-01-01', '2026-01-02', { [name]: value }),
            condition('c', '88805009', '2026-01-01', { [name]: value }),
          ),
        ).not.toThrow();
  });
});

describe.skipIf(syntheaFiles.length === 0)(
  'Synthea bundles (skipped where the data folder is absent)',
  () => {
    it('reads every chart: stays, diagnoses and measures as a person would count them', async () => {
      const lines: string[] = [];
      for (const name of syntheaFiles) {
        const { charts } = await readFiles([{ name, bytes: syntheaBytes(name) }]);
        lines.push(...charts.map((chart) => readRecord(chart)).map(summaryOf));
      }
      await expect(`${lines.toSorted().join('\n')}\n`).toMatchFileSnapshot('fixtures/synthea-records.txt');
    });

    it('survives the way to the browser', async () => {
      const [name = ''] = syntheaFiles;
      const { charts } = await readFiles([{ name, bytes: syntheaBytes(name) }]);
      const records = charts.map((chart) => readRecord(chart));
      expect(structuredClone(records)).toEqual(JSON.parse(JSON.stringify(records)));
    });
  },
);

const US_CORE = new URL('../../../shared/data/fhir/us-core-examples/', import.meta.url);

describe.skipIf(!existsSync(US_CORE))('US Core examples (skipped where the data folder is absent)', () => {
  it('reads the vital signs and laboratory results of the guide, with a sentence for each one that is not a number', async () => {
    const files = readdirSync(US_CORE).filter((name) => name.endsWith('.json'));
    const { charts } = await readFiles(
      files.map((name) => ({ name, bytes: readFileSync(new URL(name, US_CORE)) })),
    );
    const lines = charts
      .map((chart) => readRecord(chart))
      .flatMap(({ patient: header, slices, issues }) => [
        ...Object.entries(slices.ehr?.series ?? {}).flatMap(([id, entries]) =>
          entries.map(({ recorded, value }) => `${header.id} ${id}: ${recorded} → ${value}`),
        ),
        ...issues.map(({ message }) => `${header.id} ${message}`),
      ]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('fixtures/us-core-records.txt');
  });
});
