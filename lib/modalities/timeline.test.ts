import { describe, expect, it } from 'vitest';
import {
  chartOf,
  condition,
  encounter,
  observation,
  order,
  patient,
  potassium,
  type Resource,
} from './fixtures/charts.ts';
import { readTimeline } from './timeline.ts';

const LATER = '2026-08-08T07:00:00Z';
const LAST = '2026-03-08T07:00:00Z';
const subject = { reference: 'Patient/p' };
const resource = (resourceType: string, more: object): Resource => ({
  resourceType,
  id: 'x',
  subject,
  ...more,
});

const latest = (...resources: Resource[]) =>
  readTimeline(
    chartOf([patient, encounter('e', '2026-03-01T10:00:00Z', null), potassium('k', LAST, 4), ...resources]),
  ).latest?.recorded;

describe('readTimeline', () => {
  it.each([
    ...['planned', 'cancelled', 'entered-in-error'].map((status) =>
      encounter(status, LATER, LATER, { status, class: { code: 'AMB' } }),
    ),
    ...['registered', 'cancelled', 'entered-in-error', 'unknown'].map((status) =>
      observation(status, '2951-2', LATER, { status }),
    ),
    ...['draft', 'cancelled', 'entered-in-error'].map((status) => order(status, 'x', LATER, { status })),
    ...['proposal', 'plan', 'option'].map((intent) => order(intent, 'x', LATER, { intent })),
    ...['preparation', 'not-done', 'entered-in-error'].map((status) =>
      resource('Procedure', { status, performedDateTime: LATER }),
    ),
    ...['not-done', 'entered-in-error'].flatMap((status) => [
      resource('Immunization', { status, occurrenceDateTime: LATER }),
      resource('MedicationAdministration', { status, effectiveDateTime: LATER }),
    ]),
    ...['intended', 'not-taken', 'entered-in-error'].map((status) =>
      resource('MedicationStatement', { status, effectiveDateTime: LATER }),
    ),
    ...['registered', 'cancelled', 'entered-in-error'].map((status) =>
      resource('DiagnosticReport', { status, effectiveDateTime: LATER }),
    ),
    condition('c', '84114007', LATER, { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }),
    resource('Appointment', { status: 'booked', start: LATER }),
  ])('is not moved by what did not happen: $resourceType $status $intent $id', (one) => {
    expect(latest(one)).toBe(LAST);
  });

  it.each([
    encounter('a', LATER, LATER, { class: { code: 'AMB' } }),
    observation('preliminary', '2951-2', LATER, { status: 'preliminary' }),
    order('o', 'x', LATER),
    order('stopped', 'x', LATER, { status: 'stopped' }),
    resource('Procedure', { status: 'completed', performedDateTime: LATER }),
    condition('c', '84114007', LATER),
  ])('is moved by what happened: $resourceType $status', (one) => {
    expect(latest(one)).toBe(LATER);
  });

  it('takes the start of an encounter that goes on, whose end is a plan', () => {
    expect(
      latest(encounter('b', '2026-03-02T10:00:00Z', '2026-03-20T10:00:00Z', { status: 'onleave' })),
    ).toBe(LAST);
  });

  it('takes what the histories of an encounter tell, which is past', () => {
    const period = { start: '2026-03-09T10:00:00Z', end: '2026-03-10T10:00:00Z' };
    const status = { status: 'finished', statusHistory: [{ status: 'in-progress', period }] };
    expect(latest(encounter('b', '2026-03-09T10:00:00Z', null, status))).toBe(period.end);
    const planned = { status: 'finished', statusHistory: [{ status: 'planned', period }] };
    expect(latest(encounter('b', '2026-03-01T10:00:00Z', null, planned))).toBe(LAST);
    const ward = { classHistory: [{ class: { code: 'IMP' }, period }] };
    expect(latest(encounter('b', '2026-03-09T10:00:00Z', null, ward))).toBe(period.end);
  });

  it('takes the start of an encounter whose end cannot be', () => {
    const start = '2026-03-10T10:00:00Z';
    for (const end of ['2026-03', '2026-03-09T10:00:00Z', '2090-03-11T10:00:00Z'])
      expect(latest(encounter('b', start, end))).toBe(start);
  });

  it('is not moved by the release of a result', () => {
    expect(latest(observation('i', '2951-2', LAST, { issued: LATER }))).toBe(LAST);
    const { effectiveDateTime: _, ...undated } = observation('i', '2951-2', '', { issued: LATER });
    expect(latest(undated as Resource)).toBe(LAST);
  });
});
