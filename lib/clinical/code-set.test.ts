import { describe, expect, it } from 'vitest';
import { ICD10_CM, matches, RXNORM, SNOMED_CT } from './code-set.ts';
import { comorbidities, heartFailure } from './conditions.ts';
import { drugClasses, drugClassesOf } from './drug-classes.ts';

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

describe('drugClassesOf', () => {
  it.each([
    ['24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]', ['beta-blocker']],
    ['Lasix 40mg', ['loop-diuretic']],
    ['sacubitril 49 MG / valsartan 51 MG Oral Tablet [Entresto]', ['ras-inhibitor']],
    ['Dapagliflozin 10 MG / metformin', ['sglt2-inhibitor']],
    ['Nystatin oral suspension', []],
    ['digoxin immune fab (ovine)', []],
    ['Amlodipine 5 MG / Atorvastatin 10 MG', ['statin']],
    ['', []],
  ])('%s → %j', (text, classes) => {
    expect(drugClassesOf([], text)).toEqual(classes);
  });

  it('reads RxNorm ingredients and ATC codes without any text', () => {
    expect(drugClassesOf([{ system: RXNORM, code: '9997' }], '')).toEqual(['mra']);
    expect(drugClassesOf([{ system: 'http://www.whocc.no/atc', code: 'C10AA05' }], '')).toEqual(['statin']);
    expect(drugClassesOf([{ system: 'http://www.whocc.no/atc', code: 'C10BA10' }], '')).toEqual([]);
  });

  it('gives each ingredient its class, by code and by name alike', () => {
    for (const { id, ingredients } of drugClasses)
      for (const { name, rxnorm } of ingredients) {
        expect(drugClassesOf([{ system: RXNORM, code: rxnorm }], '')).toEqual([id]);
        expect(drugClassesOf([], `${name.toUpperCase()} 5 mg`)).toEqual([id]);
      }
  });
});
