import type { Encounter, Observation, Resource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { laboratory } from '#lib/clinical/laboratory.ts';
import { vitalSigns } from '#lib/clinical/vital-signs.ts';
import { AS_OF_MS } from '../calendar.ts';
import { simulatePatient } from '../cohort.ts';

const patients = Array.from({ length: 150 }, (_, index) => simulatePatient(41, index));
const resourcesOf = ({ bundle }: (typeof patients)[number]) =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
const of = <T extends Resource>(patient: (typeof patients)[number], type: string) =>
  resourcesOf(patient).filter(({ resourceType }) => resourceType === type) as unknown as T[];
const instants = (value: unknown): number[] =>
  [...JSON.stringify(value).matchAll(/"(\d{4}-\d\d-\d\dT[^"]+)"/g)].map(([, text]) => Date.parse(text ?? ''));

const analytes = new Map(
  [...laboratory, ...vitalSigns].flatMap((one) => one.codes.map((c) => [c.loinc, one])),
);
/** Every number that was not withdrawn, components included. */
const measured = (patient: (typeof patients)[number]) =>
  of<Observation>(patient, 'Observation')
    .filter(({ status }) => status === 'final')
    .flatMap((one) => [one, ...(one.component ?? [])])
    .flatMap(({ code, valueQuantity }) => (valueQuantity === undefined ? [] : [{ code, valueQuantity }]));

describe('a simulated chart', () => {
  it('holds nothing later than the discharge, which is before the as-of instant', () => {
    for (const patient of patients) {
      const discharge = Date.parse(of<Encounter>(patient, 'Encounter').at(-1)?.period?.end ?? '');
      expect(discharge).toBeLessThanOrEqual(AS_OF_MS);
      expect(AS_OF_MS - discharge).toBeLessThan(31 * 86_400_000);
      expect(Math.max(...instants(patient.bundle))).toBe(discharge);
    }
  });

  it('tells neither the truth nor the outcome', () => {
    for (const { bundle, truth } of patients) {
      const text = JSON.stringify(bundle);
      const numbers = [
        truth.logHazard,
        truth.timeDays,
        ...Object.values(truth.latents),
        ...Object.values(truth.components),
      ];
      const secret = numbers.filter((x): x is number => typeof x === 'number' && /\.\d{3}/.test(String(x)));
      for (const x of secret) expect(text.includes(String(x))).toBe(false);
      expect(text).not.toMatch(/hazard|latent|readmi|congestion":|timeDays/i);
    }
  });

  it('carries the test-data tag, unique ids and references that resolve', () => {
    for (const patient of patients) {
      const resources = resourcesOf(patient);
      const known = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
      expect(known.size).toBe(resources.length);
      const references = [...JSON.stringify(patient.bundle).matchAll(/"reference":"([^"]+)"/g)].map(
        ([, to]) => to,
      );
      for (const to of references) expect(known.has(to ?? '')).toBe(true);
      expect(resources[0]?.meta?.tag?.[0]?.code).toBe('HTEST');
    }
  });

  it('uses the codes of the contract, within plausible ranges where in canonical units', () => {
    for (const { code, valueQuantity } of patients.flatMap(measured)) {
      const analyte = analytes.get(code.coding?.[0]?.code ?? '');
      const value = valueQuantity.value ?? Number.NaN;
      expect(analyte).toBeDefined();
      if (analyte?.unit !== valueQuantity.code) continue;
      expect(value).toBeGreaterThanOrEqual(analyte?.plausible[0] ?? Number.NaN);
      expect(value).toBeLessThanOrEqual(analyte?.plausible[1] ?? Number.NaN);
    }
  });

  it('mixes units, withdraws a few results and reports a few beyond the range of the assay', () => {
    const observations = patients.flatMap((patient) => of<Observation>(patient, 'Observation'));
    const units = (loinc: string[]) =>
      new Set(
        observations
          .filter(({ code }) => loinc.includes(code.coding?.[0]?.code ?? ''))
          .map(({ valueQuantity }) => valueQuantity?.code),
      );
    expect(units(['2160-0', '14682-9'])).toEqual(new Set(['mg/dL', 'umol/L']));
    expect(units(['8310-5'])).toEqual(new Set(['[degF]', 'Cel']));
    expect(units(['29463-7'])).toEqual(new Set(['kg', '[lb_av]']));
    const share = (test: (one: Observation) => boolean) =>
      observations.filter(test).length / observations.length;
    const withdrawn = share(({ status }) => status === 'entered-in-error');
    const beyond = share(({ valueQuantity }) => valueQuantity?.comparator !== undefined);
    for (const some of [withdrawn, beyond]) {
      expect(some).toBeGreaterThan(0);
      expect(some).toBeLessThan(0.02);
    }
  });

  it('stays small enough for a worklist of hundreds', () => {
    const bytes = patients.map(({ bundle }) => JSON.stringify(bundle).length).sort((a, b) => a - b);
    expect(bytes[Math.floor(bytes.length / 2)]).toBeLessThan(120_000);
    expect(bytes.at(-1)).toBeLessThan(260_000);
  });
});
