import { describe, expect, it } from 'vitest';
import { bundle, patient, potassium, read } from './sample-files.ts';

describe('other versions of FHIR', () => {
  it.each([
    ['DSTU2', { resourceType: 'MedicationOrder', id: 'a' }],
    ['DSTU2', { ...potassium('a'), comments: 'x' }],
    ['DSTU2', { resourceType: 'Condition', id: 'a', dateRecorded: '2014-01-01' }],
    ['DSTU2', { resourceType: 'Encounter', id: 'a', class: 'inpatient' }],
    ['DSTU2', { ...patient, name: [{ family: ['Doe'] }] }],
    ['DSTU2 or STU3', { ...patient, animal: {} }],
    ['STU3', { ...potassium('a'), comment: 'x' }],
    [
      'STU3',
      { ...potassium('a'), meta: { profile: ['http://hl7.org/fhir/3.0/StructureDefinition/Observation'] } },
    ],
    ['R5', { resourceType: 'Encounter', id: 'a', class: [{}] }],
    ['R5', { resourceType: 'Encounter', id: 'a', actualPeriod: {} }],
    ['R5', { resourceType: 'MedicationRequest', id: 'a', medication: { concept: {} } }],
    [
      'R5',
      { ...potassium('a'), meta: { profile: ['http://hl7.org/fhir/StructureDefinition/Observation|5.0.0'] } },
    ],
  ])('leaves out %s: %j', async (version, resource) => {
    const { issues } = await read(resource);
    expect(issues[0]).toMatchObject({ code: 'wrong-version', message: expect.stringContaining(version) });
    expect(issues[0]?.message).not.toMatch(/Doe/);
  });

  it('leaves out all that stands beside a foreign CapabilityStatement', async () => {
    const server = { resourceType: 'CapabilityStatement', id: 'c', fhirVersion: '5.0.0' };
    const { charts, codes } = await read(bundle([patient, server]));
    expect(charts).toEqual([]);
    expect(codes).toEqual(['wrong-version', 'wrong-version', 'no-patient']);
  });

  it('takes US Core 5.0.1 for what it is, R4', async () => {
    const profile = ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|5.0.1'];
    expect((await read({ ...patient, meta: { profile } })).issues).toEqual([]);
  });
});
