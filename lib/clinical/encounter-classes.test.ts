import { describe, expect, it } from 'vitest';
import { kindOfClass } from './encounter-classes.ts';

const V3 = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const VENDOR = 'urn:oid:1.2.3.4';
const term = (system: string | undefined, code: string, display?: string) => ({ system, code, display });

describe('kindOfClass', () => {
  it.each([
    [V3, 'IMP', undefined, 'inpatient'],
    [V3, 'ACUTE', undefined, 'inpatient'],
    [V3, 'NONAC', undefined, 'inpatient'],
    [V3, 'OBSENC', undefined, 'other'],
    [V3, 'SS', undefined, 'other'],
    [V3, 'EMER', undefined, 'other'],
    ['http://hl7.org/fhir/v3/ActCode', 'IMP', undefined, 'inpatient'],
    ['http://terminology.hl7.org/ValueSet/v3-ActEncounterCode', 'IMP', undefined, 'inpatient'],
    ['urn:oid:2.16.840.1.113883.5.4', 'IMP', undefined, 'inpatient'],
    ['http://terminology.hl7.org/CodeSystem/v2-0004', 'I', undefined, 'inpatient'],
    ['http://hl7.org/fhir/v2/0004', 'E', undefined, 'other'],
    ['http://snomed.info/sct', '416800000', undefined, 'inpatient'],
    [undefined, 'IMP', undefined, 'inpatient'],
    [undefined, 'I', undefined, 'inpatient'],
    [undefined, 'O', undefined, 'other'],
    [VENDOR, '101', 'Inpatient', 'inpatient'],
    [VENDOR, 'Inpatient', undefined, 'inpatient'],
    [VENDOR, 'stationaer', undefined, 'inpatient'],
    [VENDOR, '13', 'Outpatient', 'other'],
    // Another system's letters mean nothing, and a word must be the whole.
    [VENDOR, 'I', undefined, undefined],
    [VENDOR, 'IMP', undefined, undefined],
    [VENDOR, '7', 'Inpatient pharmacy', undefined],
    [V3, 'I', undefined, undefined],
    ['http://terminology.hl7.org/CodeSystem/v2-0004', 'B', undefined, undefined],
  ])('%s %s %s is %s', (system, code, display, kind) => {
    expect(kindOfClass([term(system, code, display)])).toBe(kind);
  });

  it('takes several codes together, and none when they contradict each other', () => {
    expect(kindOfClass([term(VENDOR, '101'), term(V3, 'IMP')])).toBe('inpatient');
    expect(kindOfClass([term(VENDOR, '101', 'Inpatient'), term(V3, 'AMB')])).toBeUndefined();
    expect(kindOfClass([])).toBeUndefined();
  });
});
