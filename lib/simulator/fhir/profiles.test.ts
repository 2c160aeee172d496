import type { Observation, Resource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { checkStructure } from '#lib/fhir/store/validate-resource.ts';
import { simulateMember } from '../cohort.ts';
import { demoMembers } from '../demo-hospital.ts';
import { cohortNames } from '../generator.ts';
import { EVERYTHING } from '../member.ts';
import { requiredBindings, requiredElements, textsAt, vitalUnits } from './fixtures/required-bindings.ts';

const members = [
  ...cohortNames.flatMap((cohort) =>
    Array.from({ length: 8 }, (_, index) => simulateMember({ cohort, seed: 1234567 }, index, EVERYTHING)),
  ),
  ...demoMembers([{ cohort: 'hf', patients: 4, seed: 1234567 }], '2026-11-29'),
];
const resources = members.flatMap(({ bundle }) =>
  (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []),
);
const observations = resources.filter((one): one is Observation => one.resourceType === 'Observation');
const inCategory = (wanted: string) =>
  observations.filter(({ category }) => textsAt(category, 'coding.code').includes(wanted));

describe('every resource of every cohort and of the ward', () => {
  it('has the structure of its FHIR R4 type', () => {
    for (const resource of resources) checkStructure({ ...resource });
    expect(resources.length).toBeGreaterThan(1000);
  });

  it('uses the codes that required bindings admit', () => {
    const problem = (resource: Resource) => {
      const bindings = requiredBindings[resource.resourceType];
      if (bindings === undefined) return [`${resource.resourceType} has no table of bindings`];
      return bindings.flatMap(({ path, allowed, least }) => {
        const found = textsAt(resource, path);
        const wrong = found.filter((code) => !allowed.includes(code));
        const few = found.length < least ? ['absent'] : [];
        return [...wrong, ...few].map((code) => `${resource.resourceType}.${path}: ${code}`);
      });
    };
    expect(resources.flatMap(problem)).toEqual([]);
  });
});

describe('US Core', () => {
  it('has what its profiles demand', () => {
    const absent = resources.flatMap((resource) =>
      (requiredElements[resource.resourceType] ?? [])
        .filter((path) => textsAt(resource, path).length === 0)
        .map((path) => `${resource.resourceType}.${path}`),
    );
    expect(absent).toEqual([]);
  });

  it('measures vital signs in the units of its profiles, each with a time', () => {
    const parts = inCategory('vital-signs').flatMap((one) => [one, ...(one.component ?? [])]);
    for (const { code, valueQuantity } of parts) {
      const units = textsAt(code, 'coding.code').flatMap((loinc) => vitalUnits[loinc] ?? []);
      if (valueQuantity) expect(units).toContain(valueQuantity.code);
    }
    for (const { effectiveDateTime, effectivePeriod } of inCategory('vital-signs'))
      expect(effectiveDateTime ?? effectivePeriod?.start).toMatch(/T.*[+-]\d\d:\d\d$/);
  });

  it('names laboratory tests by LOINC and measures in UCUM', () => {
    const tests = inCategory('laboratory');
    expect(tests.length).toBeGreaterThan(300);
    for (const { code, valueQuantity } of tests) {
      expect(textsAt(code, 'coding.system')).toContain('http://loinc.org');
      if (valueQuantity) expect(valueQuantity.system).toBe('http://unitsofmeasure.org');
    }
  });
});

describe('Genomics Reporting', () => {
  it('puts every finding into the categories that its profiles fix', () => {
    const findings = observations.filter(({ meta }) =>
      (meta?.profile ?? []).some((name) => name.includes('genomics-reporting')),
    );
    expect(findings.length).toBeGreaterThan(10);
    for (const { category } of findings)
      expect(textsAt(category, 'coding.code')).toEqual(expect.arrayContaining(['laboratory', 'GE']));
  });
});
