import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFiles } from '#lib/fhir/read-files.ts';
import { chartOf, condition, patient } from '../fixtures/charts.ts';
import { readRecord } from '../record.ts';
import { codesOf } from './codes.ts';

const GM = 'http://fhir.de/CodeSystem/bfarm/icd-10-gm';
const certain = (code: string) => ({
  url: 'http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit',
  valueCoding: { system: 'https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_ICD_DIAGNOSESICHERHEIT', code },
});

describe('codesOf', () => {
  it('reads a concept, a bare coding, and nothing without a system', () => {
    const coding = { system: 'http://loinc.org', code: ' 2160-0 ', display: 'Creatinine' };
    const read = { system: 'http://loinc.org', code: '2160-0', display: 'Creatinine' };
    expect(codesOf({ coding: [coding, { code: '2160-0' }, null, 7] })).toEqual([read]);
    expect(codesOf(coding)).toEqual([read]);
    expect(codesOf('2160-0')).toEqual([]);
  });

  it.each([
    ['I50.1', 'G', true],
    ['I50.1', 'V', false],
    ['I50.1', 'A', false],
    ['I50.1', 'Z', false],
    ['I50.1G', undefined, true],
    ['I50.1V', undefined, false],
    ['i50.14 a', undefined, false],
  ])('German %s with certainty %s counts: %s', (code, certainty, counts) => {
    const extension = certainty === undefined ? {} : { extension: [certain(certainty)] };
    const diagnosis = condition('c', '0', '2026-01-01', {
      code: { coding: [{ system: GM, code, ...extension }] },
    });
    const record = readRecord(chartOf([patient, diagnosis]));
    expect(record.slices.ehr?.conditions[0]?.ids).toEqual(counts ? ['heart-failure'] : []);
  });

  it('leaves the letters of ICD-10-CM alone', () => {
    expect(codesOf({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I21.A' })).toHaveLength(1);
  });
});

const CASES = new URL('../../../../shared/cases/fhir/', import.meta.url);

describe.skipIf(!existsSync(CASES))('charts from elsewhere (skipped where the data folder is absent)', () => {
  const readCase = async (name: string) => {
    const { charts } = await readFiles([{ name, bytes: readFileSync(new URL(name, CASES)) }]);
    return charts.map((chart) => readRecord(chart))[0]?.slices.ehr;
  };

  it('reads creatinine in moles of serum, plasma or blood', async () => {
    const ehr = await readCase('code-creatinine-77140-2.json');
    expect(ehr?.series.creatinine?.at(-1)?.value).toBeCloseTo(1.1, 2);
  });

  it('reads heart failure of the German edition under its older name', async () => {
    const ehr = await readCase('cond-hf-icd10gm-dimdi.json');
    expect(ehr?.conditions.flatMap(({ ids }) => ids)).toContain('heart-failure');
  });
});
