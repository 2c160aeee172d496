import { describe, expect, it } from 'vitest';
import { ICD10_CM, matches, SNOMED_CT } from './code-set.ts';
import { comorbidities, heartFailure } from './conditions.ts';

describe('matches', () => {
  it.each([
    [SNOMED_CT, '88805009'],
    ['urn:oid:2.16.840.1.113883.6.96', '84114007'],
    [ICD10_CM, 'I50.23'],
    ['http://hl7.org/fhir/sid/icd-10', 'i50'],
    [ICD10_CM, 'I13.2'],
    ['http://hl7.org/fhir/sid/icd-9-cm', '428.0'],
  ])('%s %s is heart failure', (system, code) => {
    expect(matches(heartFailure, [{ system, code }])).toBe(true);
  });

  it.each([
    [ICD10_CM, 'I11.9'],
    [ICD10_CM, 'I13.10'],
    [SNOMED_CT, '8880500'],
    ['http://example.org/local', 'I50'],
    ['http://hl7.org/fhir/sid/icd-9-cm', '402.90'],
  ])('%s %s is not', (system, code) => {
    expect(matches(heartFailure, [{ system, code }])).toBe(false);
  });

  it('has no code twice within a set and keeps ICD prefixes without dots', () => {
    for (const set of [heartFailure, ...comorbidities]) {
      expect(new Set(set.snomed).size).toBe(set.snomed.length);
      expect([...set.icd10, ...set.icd9].filter((prefix) => prefix.includes('.'))).toEqual([]);
    }
  });
});
