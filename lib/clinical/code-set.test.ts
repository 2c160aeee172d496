import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATC, canonicalSystem, ICD9_CM, ICD10_CM, LOINC, RXNORM, SNOMED_CT } from './code-set.ts';

describe('canonicalSystem', () => {
  it.each([
    ['http://snomed.info/sct', SNOMED_CT],
    ['https://snomed.info/sct/', SNOMED_CT],
    ['http://snomed.info/sct/731000124108', SNOMED_CT],
    ['http://snomed.info/sct/900000000000207008/version/20240101', SNOMED_CT],
    ['urn:oid:2.16.840.1.113883.6.96', SNOMED_CT],
    [' HTTP://LOINC.org ', LOINC],
    ['https://loinc.org/', LOINC],
    ['http://loinc.org|2.78', LOINC],
    ['urn:oid:2.16.840.1.113883.6.1', LOINC],
    ['http://www.nlm.nih.gov/research/umls/RxNorm', RXNORM],
    ['urn:oid:2.16.840.1.113883.6.88', RXNORM],
    ['http://www.whocc.no/atc', ATC],
    ['http://www.whocc.no/ATC/', ATC],
    ['http://fhir.de/CodeSystem/dimdi/atc', ATC],
    ['http://fhir.de/CodeSystem/bfarm/atc', ATC],
    ['urn:oid:2.16.840.1.113883.6.73', ATC],
    ['http://hl7.org/fhir/sid/icd-10', ICD10_CM],
    ['http://hl7.org/fhir/sid/icd-10-cm', ICD10_CM],
    ['http://hl7.org/fhir/sid/icd-10-nl', ICD10_CM],
    ['http://hl7.org/fhir/sid/icd-10-uk', ICD10_CM],
    ['http://terminology.hl7.org/CodeSystem/icd10', ICD10_CM],
    ['https://fhir.hl7.org.uk/Id/icd-10', ICD10_CM],
    ['http://fhir.de/CodeSystem/dimdi/icd-10-gm', ICD10_CM],
    ['http://fhir.de/CodeSystem/bfarm/icd-10-gm', ICD10_CM],
    ['http://id.who.int/icd/release/10/2019', ICD10_CM],
    ['urn:oid:1.2.276.0.76.5.409', ICD10_CM],
    ['urn:oid:2.16.840.1.113883.6.3', ICD10_CM],
    ['urn:oid:2.16.840.1.113883.6.90', ICD10_CM],
    ['http://hl7.org/fhir/sid/icd-9-cm', ICD9_CM],
    ['http://terminology.hl7.org/CodeSystem/icd9cm', ICD9_CM],
    ['http://hl7.org/fhir/sid/icd-9-cm/diagnosis', ICD9_CM],
    ['urn:oid:2.16.840.1.113883.6.103', ICD9_CM],
  ])('%s is %s', (sent, system) => {
    expect(canonicalSystem(sent)).toBe(system);
  });

  it.each([
    'http://www.cms.gov/Medicare/Coding/ICD10',
    'http://hl7.org/fhir/sid/icd-10-pcs',
    'http://terminology.hl7.org/CodeSystem/icd10PCS',
    'http://hl7.org/fhir/sid/icd-9-cm/procedure',
    'urn:oid:2.16.840.1.113883.6.104',
    'urn:oid:2.16.840.1.113883.6.4',
    'http://id.who.int/icd/release/11/mms',
    'http://hl7.org/fhir/sid/icd-o-3',
    'http://hl7.org/fhir/sid/ndc',
    'urn:oid:2.16.840.1.113883.6.19',
    'http://example.org/loinc.org',
    'http://example.org/local',
    '',
  ])('%s stays as it is', (sent) => {
    expect(canonicalSystem(sent)).toBe(sent);
  });

  it('gives any text back or one of the known systems, and the same on the second call', () => {
    const known = new Set([SNOMED_CT, LOINC, RXNORM, ATC, ICD10_CM, ICD9_CM]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const system = canonicalSystem(text);
        return (system === text || known.has(system)) && canonicalSystem(text) === system;
      }),
    );
  });
});
