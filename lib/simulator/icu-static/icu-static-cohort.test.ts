import type { Encounter, Observation } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { memberTruth, simulateMember } from '../cohort.ts';
import { EHR_ALONE } from '../fixtures/contents.ts';
import { drawIcuAdmission } from './admission.ts';

const request = { cohort: 'icu-static', seed: 31 } as const;
const members = Array.from({ length: 60 }, (_, index) => simulateMember(request, index, EHR_ALONE));
const resources = members.map(({ bundle }) => (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []));

describe('the cohort of intensive care', () => {
  it('ends after a day and does not tell how the stay ended', () => {
    for (const all of resources) {
      const stay = all.find((one): one is Encounter => one.resourceType === 'Encounter');
      const observations = all.filter((one): one is Observation => one.resourceType === 'Observation');
      const start = Date.parse(stay?.period?.start ?? '');
      const hours = observations.map(
        ({ effectiveDateTime = '' }) => (Date.parse(effectiveDateTime) - start) / 3.6e6,
      );
      expect(stay?.status).toBe('in-progress');
      expect(stay?.period?.end).toBeUndefined();
      expect(Math.min(...hours)).toBeGreaterThan(0);
      expect(Math.max(...hours)).toBeLessThanOrEqual(24);
      expect(JSON.stringify(all)).not.toMatch(/died|deceased|deathLogOdds/);
      expect(new Set(all.map(({ resourceType, id }) => `${resourceType}/${id}`)).size).toBe(all.length);
    }
  });

  it('knows in the truth who died: about 13.6 %, the likelier the worse', () => {
    const admissions = Array.from({ length: 6000 }, (_, index) => drawIcuAdmission(31, index));
    const share = (some: typeof admissions) => some.filter(({ died }) => died).length / some.length;
    expect(Math.abs(share(admissions) - 0.136)).toBeLessThan(0.02);
    const sorted = admissions.toSorted((a, b) => a.risk - b.risk);
    expect(share(sorted.slice(-1500))).toBeGreaterThan(2.5 * share(sorted.slice(0, 1500)));
    expect(new Set(admissions.map(({ cause }) => cause)).size).toBe(4);
    expect(memberTruth(request, 3, EHR_ALONE)).toMatchObject({ simulated: true, patient: members[3]?.id });
  });
});
