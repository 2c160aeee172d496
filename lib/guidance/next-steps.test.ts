import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encounter, observation, patient, quantity, type Resource } from '#lib/modalities/fixtures/charts.ts';
import {
  cardOf,
  DISCHARGE,
  diagnosis,
  drug,
  fraction,
  heartFailure,
  inOrder,
  potassium,
  said,
  stepsOf,
} from './fixtures/heart-failure-charts.ts';
import { stepLines } from './next-steps.ts';

const spironolactone = drug('Spironolactone 25 mg oral tablet');
const peptide = (time: string, loinc = '33762-6') => observation('np', loinc, time, quantity(2000, 'pg/mL'));
const appointment = (start: string, status = 'booked', actor = 'Patient/p'): Resource => ({
  resourceType: 'Appointment',
  id: 'ap',
  status,
  start,
  description: 'Heart failure clinic',
  participant: [
    { actor: { reference: 'Practitioner/x' }, status: 'accepted' },
    { actor: { reference: actor }, status: 'accepted' },
  ],
});

describe('potassium with an MRA or RAS inhibitor', () => {
  it.each([
    [5.2, 'info'],
    [5.6, 'warning'],
    [6.1, 'critical'],
  ])('of %d mmol/L is %s', (value, indicator) => {
    const step = cardOf('high-potassium', heartFailure, spironolactone, potassium(value));
    expect(step?.card.indicator).toBe(indicator);
    expect(step?.facts.map(({ reference }) => reference)).toContain('Observation/k');
  });

  it('is settled up to 5.0, has no say without such a drug, and asks for one that is missing', () => {
    expect(said('high-potassium', heartFailure, spironolactone, potassium(5))).toMatch(/^settled/);
    expect(said('high-potassium', heartFailure, potassium(6))).toBeUndefined();
    const stopped = drug('Spironolactone 25 mg oral tablet', { status: 'stopped' });
    expect(said('high-potassium', heartFailure, stopped, potassium(6))).toBeUndefined();
    expect(said('high-potassium', heartFailure, spironolactone)).toContain('Potassium not known');
  });
});

describe('NT-proBNP or BNP', () => {
  it('measured in this stay is settled; before it, after it, or not at all is told', () => {
    expect(said('natriuretic-peptide', heartFailure, peptide('2026-03-02T08:00:00Z'))).toMatch(/^settled/);
    expect(said('natriuretic-peptide', heartFailure, peptide('2026-03-02T08:00:00Z', '30934-4'))).toMatch(
      /^settled: BNP/,
    );
    const told = 'Neither NT-proBNP nor BNP was measured in this stay.';
    expect(said('natriuretic-peptide', heartFailure)).toBe(told);
    expect(said('natriuretic-peptide', heartFailure, peptide('2026-02-02T08:00:00Z'))).toBe(told);
    expect(said('natriuretic-peptide', heartFailure, peptide('2026-03-12T08:00:00Z'))).toBe(told);
  });
});

const HL7 = 'http://terminology.hl7.org/CodeSystem/discharge-disposition';

describe('a follow-up visit', () => {
  it.each([
    ['an appointment', appointment('2026-03-15T09:00:00Z')],
    ['one of the last day', appointment('2026-03-22T09:00:00Z')],
    [
      'an outpatient visit that took place',
      encounter('v', '2026-03-14T09:00:00Z', '2026-03-14T10:00:00Z', { class: { code: 'AMB' } }),
    ],
    [
      'one that is planned',
      encounter('v', '2026-03-14T09:00:00Z', '2026-03-14T10:00:00Z', {
        class: { code: 'AMB' },
        status: 'planned',
      }),
    ],
  ])('is booked by %s', (_, visit) => {
    expect(said('follow-up', heartFailure, visit)).toBe('settled: Follow-up visit: on the chart');
  });

  it.each([
    ['nothing', heartFailure],
    ['an appointment that was called off', appointment('2026-03-15T09:00:00Z', 'cancelled')],
    ['one that is proposed', appointment('2026-03-15T09:00:00Z', 'proposed')],
    ['one before the discharge', appointment('2026-03-05T09:00:00Z')],
    ['one too late', appointment('2026-04-15T09:00:00Z')],
    ['one of another patient', appointment('2026-03-15T09:00:00Z', 'booked', 'Patient/q')],
    [
      'an emergency',
      encounter('v', '2026-03-14T09:00:00Z', '2026-03-14T10:00:00Z', { class: { code: 'EMER' } }),
    ],
  ])('is not booked by %s', (_, visit) => {
    expect(said('follow-up', heartFailure, visit)).toBe(
      'No follow-up visit within 14 days of discharge is on the chart.',
    );
  });

  it.each([
    ['home', HL7, true],
    ['hosp', HL7, false],
    ['exp', HL7, false],
    ['02', 'https://www.nubc.org/CodeSystem/PatDischargeStatus', false],
  ])('after a discharge of disposition %s of %s is looked for: %s', (code, system, looked) => {
    const stay = encounter('e', '2026-03-01T08:00:00Z', DISCHARGE, {
      hospitalization: { dischargeDisposition: { coding: [{ system, code }] } },
    });
    expect(said('follow-up', stay, heartFailure) !== undefined).toBe(looked);
  });
});

describe('the cards', () => {
  const everything = [heartFailure, diagnosis('I48.0'), fraction(28), ...inOrder];

  it('are those of CDS Hooks: short summary, source with its address, reasons to override', () => {
    const { steps } = stepsOf(...everything);
    expect(steps.length).toBeGreaterThan(5);
    for (const { card, citations } of steps) {
      expect(card.summary.length).toBeLessThanOrEqual(140);
      expect(card.uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
      expect(card.source.url).toBe(`https://doi.org/${citations[0].doi}`);
      expect(card.overrideReasons.length).toBeGreaterThan(2);
    }
    expect(new Set(steps.map(({ card }) => card.uuid)).size).toBe(steps.length);
    expect(stepsOf(...everything)).toEqual(stepsOf(...everything));
  });

  it('stand the most urgent first', () => {
    const { steps } = stepsOf(...everything.filter(({ id }) => id !== 'k'), spironolactone, potassium(6.2));
    expect(steps[0]?.rule).toBe('high-potassium');
    const order = ['critical', 'warning', 'info'];
    const ranks = steps.map(({ card }) => order.indexOf(card.indicator));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it('do not name the patient in the key under which they are set aside', () => {
    const other = stepsOf({ ...patient, id: 'p' }, ...everything).steps[0]?.key;
    expect(other).toMatch(/^[\da-f]{16}$/);
  });

  it('are none for a patient who has died, or has neither heart failure nor atrial fibrillation', () => {
    const none = { steps: [], settled: [] };
    expect(stepsOf({ ...patient, deceasedBoolean: true }, ...everything)).toEqual(none);
    expect(stepsOf(...inOrder)).toEqual(none);
  });

  it('become lines for paper', () => {
    const { steps } = stepsOf(heartFailure, fraction(55), peptide('2026-03-02T08:00:00Z'));
    expect(stepLines(steps)).toContain(
      'No follow-up visit within 14 days of discharge is on the chart. (2021 ESC heart failure guideline, class I, level C)',
    );
  });

  it('read nothing that came after', () => {
    const days = fc.integer({ min: 1, max: 300 });
    const values = fc.record({
      k: fc.float({ min: 2, max: 9, noNaN: true }),
      ef: fc.integer({ min: 10, max: 80 }),
    });
    fc.assert(
      fc.property(days, values, (day, { k, ef }) => {
        const time = new Date(Date.parse(DISCHARGE) + day * 86_400_000).toISOString();
        const later = [
          observation('k2', '2823-3', time, quantity(k, 'mmol/L')),
          observation('ef2', '10230-1', time, quantity(ef, '%')),
        ];
        expect(stepsOf(...everything, ...later)).toEqual(stepsOf(...everything));
      }),
      { numRuns: 30 },
    );
  });
});
