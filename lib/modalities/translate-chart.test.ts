import { describe, expect, it } from 'vitest';
import { type LoadedSiteMap, readSiteMap } from '#lib/clinical/read-site-map.ts';
import { chartOf, condition, encounter, observation, patient, type Resource } from './fixtures/charts.ts';
import { modalityIds } from './index.ts';
import { readRecord } from './record.ts';

const LAB = 'urn:oid:1.2.3.4';

function loaded(lists: object): LoadedSiteMap {
  const outcome = readSiteMap(JSON.stringify({ siteMap: 1, name: 'Test', ...lists }));
  if (!outcome.ok) throw new TypeError(outcome.sentences.join('\n'));
  return { map: outcome.map, sha256: 'ab' };
}

const siteMap = loaded({
  results: [
    { system: LAB, code: 'KREA', measure: 'creatinine' },
    { system: LAB, code: 'HST', loinc: '3091-6' },
    { system: LAB, code: 'NA', measure: 'sodium' },
    { system: null, code: 'RR-S', measure: 'systolic-pressure' },
    { text: 'Kalium im Serum', measure: 'potassium' },
  ],
  diagnoses: [{ system: LAB, code: 'HI', condition: 'heart-failure' }],
  drugs: [{ system: LAB, code: '1001', class: 'loop-diuretic' }],
  encounterClasses: [{ system: LAB, code: 'STAT', class: 'inpatient' }],
  units: [{ spelling: 'MGDL', ucum: 'mg/dL' }],
});

const read = (map: LoadedSiteMap | null, ...resources: Resource[]) =>
  readRecord(chartOf([patient, ...resources]), modalityIds, map);

const result = (id: string, code: object, valueQuantity: object, more: object = {}) =>
  observation(id, '0-0', '2026-01-02', { code, valueQuantity, ...more });
const coded = (code: string, system: string | null = LAB) => ({
  coding: [system === null ? { code } : { system, code }],
});

describe('a chart read with a site mapping', () => {
  it('finds results by the hospital’s own codes, and says so', () => {
    const record = read(
      siteMap,
      result('a', coded('KREA'), { value: 1.2, unit: 'MGDL' }),
      result('b', coded('HST', 'URN:OID:1.2.3.4'), { value: 60.056, unit: 'mg/dL' }),
      result('c', { text: ' Kalium im Serum ' }, { value: 4.4, unit: 'mmol/L' }),
      result('d', coded('KREA'), { value: 1.3, unit: 'mg/dL' }, { effectiveDateTime: '2026-01-03' }),
    );
    const series = record.slices.ehr?.series ?? {};
    expect(series.creatinine?.map(({ value, recorded }) => [value, recorded])).toEqual([
      [1.2, '1.2 MGDL'],
      [1.3, '1.3 mg/dL'],
    ]);
    expect(series['urea-nitrogen']?.[0]?.value).toBeCloseTo(28.014, 3);
    expect(series.potassium?.[0]?.value).toBe(4.4);
    expect(record.siteMap).toEqual({
      name: 'Test',
      sha256: 'ab',
      used: {
        'Observation/a': ['Creatinine', 'unit MGDL'],
        'Observation/b': ['LOINC 3091-6'],
        'Observation/c': ['Potassium'],
        'Observation/d': ['Creatinine'],
      },
    });
    expect(record.unread).toEqual([]);
  });

  it('reads components', () => {
    const component = [{ code: coded('RR-S', null), valueQuantity: { value: 120, unit: 'mmHg' } }];
    const record = read(siteMap, observation('a', '85354-9', '2026-01-02', { component }));
    expect(record.slices.ehr?.series['systolic-pressure']?.[0]?.value).toBe(120);
  });

  it('finds diagnoses, drugs and stays', () => {
    const record = read(
      siteMap,
      condition('c', '0', '2026-01-01', { code: coded('HI') }),
      encounter('e', '2026-01-01', '2026-01-05', { class: { system: LAB, code: 'STAT' } }),
      encounter('f', '2026-02-01', '2026-02-05', {
        class: { code: 'AMB' },
        classHistory: [
          { class: { system: LAB, code: 'STAT' }, period: { start: '2026-02-01', end: '2026-02-03' } },
        ],
      }),
      {
        resourceType: 'MedicationRequest',
        id: 'm',
        subject: { reference: 'Patient/p' },
        status: 'active',
        intent: 'order',
        authoredOn: '2026-01-02',
        medicationReference: { reference: 'Medication/d' },
      },
      { resourceType: 'Medication', id: 'd', code: { ...coded('1001'), text: 'Hausmittel' } },
    );
    const { conditions = [], medications = [], stays = [] } = record.slices.ehr ?? {};
    expect(conditions[0]?.ids).toEqual(['heart-failure']);
    expect(medications[0]?.classes).toEqual(['loop-diuretic']);
    expect(stays.map(({ end }) => end?.recorded)).toEqual(['2026-01-05', '2026-02-03']);
    expect(Object.keys(record.siteMap?.used ?? {}).toSorted()).toEqual([
      'Condition/c',
      'Encounter/e',
      'Encounter/f',
      'Medication/d',
      'MedicationRequest/m',
    ]);
  });

  it('never lets a mapping contradict a code that is read', () => {
    const code = { coding: [...coded('NA').coding, { system: 'http://loinc.org', code: '2823-3' }] };
    const record = read(siteMap, result('a', code, { value: 4, unit: 'mmol/L' }));
    const values = Object.values(record.slices.ehr?.series ?? {}).flat();
    expect(values.every(({ value }) => value === null)).toBe(true);
    expect(record.issues.map((issue) => issue.code)).toContain('contradiction');
  });

  it('changes nothing without an entry that fits, and says nothing without a mapping', () => {
    const foreign = result('a', coded('KREA', 'urn:oid:9.9'), { value: 1.2, unit: 'mg/dL' });
    expect(read(siteMap, foreign).slices.ehr?.series).toEqual({});
    expect(read(siteMap, foreign).siteMap?.used).toEqual({});
    expect(read(null, foreign).siteMap).toBeUndefined();
  });

  it('survives elements of the wrong type', () => {
    for (const value of [null, 7, 'x', [], {}, [null], true])
      for (const name of ['code', 'class', 'valueQuantity', 'component'])
        expect(() =>
          read(
            siteMap,
            observation('o', '2823-3', '2026-01-01', { [name]: value }),
            encounter('e', '2026-01-01', '2026-01-02', { [name]: value }),
            condition('c', '88805009', '2026-01-01', { [name]: value }),
          ),
        ).not.toThrow();
  });
});
