import { expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { Finding, PictureRead } from '#lib/contract/findings-report.ts';
import { chartOf, patient, type Resource } from '../fixtures/charts.ts';
import { readRecord } from '../record.ts';
import { findingObservations } from './finding-observations.ts';

const nothing = { measured: null, difference: null, inUse: 'network' } as const;
const fraction: Finding = {
  id: 'ejection-fraction',
  label: 'Left ventricular ejection fraction',
  unit: '%',
  type: 'quantity',
  low: 0,
  high: 90,
  decimals: 0,
  network: { status: 'read', value: 28.4449, spread: 2, range: { low: 25.15, high: 31.73 } },
  ...nothing,
};
const volume: Finding = {
  ...fraction,
  id: 'end-diastolic-volume',
  label: 'End-diastolic volume of the left ventricle',
  unit: 'mL',
  high: 450,
  network: { status: 'read', value: 160, spread: 9, range: { low: 145, high: 175 } },
};
const motion: Finding = {
  ...fraction,
  id: 'regional-wall-motion-abnormality',
  label: 'Regional wall motion abnormality',
  unit: '1',
  type: 'presence',
  high: 1,
  decimals: 2,
  network: { status: 'read', value: 0.7311, spread: null, range: null },
};
const refused: Finding = { ...fraction, network: { status: 'refused', because: 'it is no number' } };

const report = (...findings: readonly Finding[]): PictureRead => ({
  kind: 'findings',
  status: 'scored',
  patientId: 'p',
  at: instant(Date.parse('2026-03-09T00:00:00Z')),
  atName: 'latest entry',
  findings,
  picture: {
    instance: '2.25.3',
    reference: 'ImagingStudy/s',
    time: { ms: 0, recorded: '2026-03-01T07:10:00-05:00', precision: 'time' },
    passedOver: [],
    stated: [],
  },
  novelty: { value: 1, limit: 2 },
  missing: [],
  issues: [],
  provenance: {
    model: { id: 'echo-findings', version: '1', graphs: { findings: 'f'.repeat(64) } },
    contract: 'c'.repeat(64),
    simulatedTraining: true,
    backend: 'wasm',
    threads: 1,
    fallbacks: [],
    durationMs: 1,
    computedAt: '2026-03-09T00:00:01.000Z',
    inputs: [],
  },
});

it('is preliminary, a machine’s statement, of a device, derived from the study, with standard code and unit', () => {
  const [observation, ...others] = findingObservations(report(fraction, refused));
  expect(others).toEqual([]);
  expect(observation).toMatchObject({
    resourceType: 'Observation',
    status: 'preliminary',
    meta: {
      security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'AIAST' }],
    },
    contained: [
      {
        resourceType: 'Device',
        id: 'network',
        deviceName: [{ name: 'echo-findings', type: 'model-name' }],
        version: [{ value: '1' }],
      },
    ],
    device: { reference: '#network' },
    subject: { reference: 'Patient/p' },
    effectiveDateTime: '2026-03-01T07:10:00-05:00',
    derivedFrom: [{ reference: 'ImagingStudy/s' }],
    valueQuantity: { value: 28.4, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
    note: [{ text: expect.stringMatching(/SOP Instance UID 2\.25\.3\. It was trained on simulated/) }],
  });
  expect(observation?.code.coding?.[0]).toMatchObject({ system: 'http://loinc.org', code: '8806-2' });
  expect(observation?.component?.map(({ valueQuantity }) => valueQuantity?.value)).toEqual([2, 25.1, 31.7]);
});

it('gives a presence as a probability and never as the disease', () => {
  const [observation] = findingObservations(report(motion));
  expect(observation?.code).toEqual({
    coding: [expect.objectContaining({ system: 'urn:consilium:finding', code: motion.id })],
    text: 'Probability of: Regional wall motion abnormality',
  });
  expect(observation?.valueQuantity).toMatchObject({ value: 0.731, code: '1' });
  expect(observation).not.toHaveProperty('component');
});

it('is never read back as something that somebody measured', () => {
  const found = findingObservations(report(fraction, volume));
  const final = found.map((one) => ({ ...one, id: `${one.id}-final`, status: 'final' }));
  const { slices } = readRecord(chartOf([patient, ...([...found, ...final] as unknown as Resource[])]));
  expect(slices.imaging?.measurements ?? []).toEqual([]);
  expect(slices.imaging?.ejectionFractions ?? []).toEqual([]);
});
