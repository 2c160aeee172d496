import { describe, expect, it } from 'vitest';
import { dispositionFrom } from './discharge-dispositions.ts';

const HL7 = 'http://terminology.hl7.org/CodeSystem/discharge-disposition';
const of = (system: string | undefined, code: string, display?: string) =>
  dispositionFrom([{ system, code, display }], undefined);

describe('dispositionFrom', () => {
  it.each([
    [HL7, 'exp', 'died'],
    ['http://hl7.org/fhir/discharge-disposition', 'exp', 'died'],
    [HL7, 'hosp', 'hospice'],
    [HL7, 'aadvice', 'against-advice'],
    [HL7, 'home', 'alive'],
    ['http://www.nubc.org/patient-discharge', '20', 'died'],
    ['https://www.nubc.org/CodeSystem/PatDischargeStatus', '41', 'died'],
    ['urn:oid:2.16.840.1.113883.6.301.5', '42', 'died'],
    ['http://terminology.hl7.org/CodeSystem/v2-0112', '40', 'died'],
    ['http://hl7.org/fhir/v2/0112', '21', 'died'],
    ['http://www.nubc.org/patient-discharge', '01', 'alive'],
    ['http://www.nubc.org/patient-discharge', '2', 'transferred'],
    ['http://www.nubc.org/patient-discharge', '30', 'still-in'],
    ['http://snomed.info/sct', '419099009', 'died'],
    ['http://snomed.info/sct', '371828006', 'died'],
    ['http://snomed.info/sct', '371827001', 'alive'],
    ['http://fhir.de/CodeSystem/dkgev/EntlassungsgrundErsteUndZweiteStelle', '07', 'died'],
    ['http://fhir.de/CodeSystem/dgkev/Entlassungsgrund', '079', 'died'],
    ['http://fhir.de/CodeSystem/dgkev/Entlassungsgrund', '011', 'alive'],
    ['https://fhir.hl7.org.uk/CodeSystem/UKCore-DischargeDestinationEngland', '79', 'died'],
    [undefined, 'exp', 'died'],
    // Another system's numbers mean nothing.
    [undefined, '20', undefined],
    ['urn:oid:1.2.3', '20', undefined],
    ['http://snomed.info/sct', '20', undefined],
  ])('%s %s is %s', (system, code, expected) => {
    expect(of(system, code)).toBe(expected);
  });

  it('reads whole phrases where the code is a vendor’s own, and no parts of a text', () => {
    expect(of('urn:oid:1.2.3', '20', 'Expired')).toBe('died');
    expect(of('urn:oid:1.2.3', '9', 'Hospice')).toBe('hospice');
    expect(of('urn:oid:1.2.3', '9', 'Insurance expired')).toBeUndefined();
    expect(dispositionFrom([], 'Patient died')).toBe('died');
    expect(dispositionFrom([], 'Death certificate not needed')).toBeUndefined();
  });

  it('lets the gravest count where codes contradict each other', () => {
    const terms = [
      { system: HL7, code: 'home', display: undefined },
      { system: 'http://www.nubc.org/patient-discharge', code: '20', display: undefined },
    ];
    expect(dispositionFrom(terms, 'Home')).toBe('died');
  });
});
