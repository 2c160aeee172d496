import { describe, expect, it } from 'vitest';
import { encounter, order } from '../fixtures/charts.ts';
import {
  days,
  dispense,
  dose,
  entries,
  loop,
  messages,
  read,
  repeat,
  request,
  resource,
  statement,
  visit,
} from './fixtures/medications.ts';

describe('an order', () => {
  it.each(['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'])(
    'of intent %s counts',
    (intent) => {
      expect(loop(request('a', '2026-03-02', { intent }))).toBe(1);
    },
  );

  it.each(['proposal', 'plan', 'option'])('of intent %s is none', (intent) => {
    expect(loop(request('a', '2026-03-02', { intent }))).toBe(0);
    expect(entries(request('a', '2026-03-02', { intent }))[0]?.status).toBe(`${intent}, no order`);
  });

  it.each([
    ['active', 1],
    ['cancelled', 0],
    ['draft', 0],
    ['stopped', 0],
    ['on-hold', 0],
  ])('that is %s counts as %d where the chart ends at the discharge', (status, value) => {
    expect(loop(request('a', '2026-03-02', { status }))).toBe(value);
    expect(entries(request('a', '2026-03-02', { status }))[0]?.status).toBe(status.replace('-', ' '));
  });

  it.each(['stopped', 'on-hold'])(
    'that is %s on no known date says nothing where the chart goes on',
    (status) => {
      expect(loop(request('a', '2026-03-02', { status }), visit)).toContain('no date tells since when');
      expect(loop(request('a', '2024-03-02', { status }), visit)).toBe(0);
    },
  );

  it('that was stopped later was taken before', () => {
    const stopped = { status: 'stopped', statusReason: { text: 'kidney function' } };
    const bounds = (end: string) =>
      request('a', '2026-01-02', { ...stopped, ...repeat({ boundsPeriod: { end } }) });
    expect(loop(bounds('2026-03-20'), visit)).toBe(1);
    expect(loop(bounds('2026-03-05'), visit)).toBe(0);
    expect(entries(bounds('2026-03-05'))[0]).toMatchObject({ status: 'stopped', reason: 'kidney function' });
    // An end after all care on the chart was planned, and no stop.
    expect(loop(bounds('2027-03-05'))).toBe(0);
  });

  it('that was last changed before the discharge had been stopped by then', () => {
    const changed = { status: 'stopped', meta: { lastUpdated: '2026-03-05T10:00:00Z' } };
    expect(loop(request('a', '2026-03-02', changed), visit)).toBe(0);
  });

  it('of an unknown status is not used', () => {
    expect(loop(request('a', '2026-03-02', { status: 'unknown' }))).toContain('its status is unknown');
    expect(loop(request('a', '2026-03-02', { intent: undefined }))).toContain('its status is unknown');
  });

  it('ends when its timing ends', () => {
    const bounded = (more: object, authoredOn = '2026-02-01') => loop(request('a', authoredOn, repeat(more)));
    expect(bounded({ boundsPeriod: { start: '2024-01-01', end: '2024-01-10' } }, '2024-01-01')).toBe(0);
    expect(bounded({ boundsPeriod: { start: '2026-02-01', end: '2026-03-08' } })).toBe(1);
    expect(bounded({ boundsPeriod: { start: '2026-03-20' } })).toBe(0);
    expect(bounded({ boundsPeriod: { end: '2025' } })).toContain('it ended before it began');
    expect(bounded({ boundsDuration: days(10) })).toBe(0);
    expect(bounded({ boundsDuration: { value: 3, unit: 'months' } })).toBe(1);
    expect(bounded({ boundsRange: { low: days(5), high: days(7) } })).toBe(0);
    expect(bounded({ count: 10, frequency: 2, period: 1, periodUnit: 'd' })).toBe(0);
    expect(bounded({ count: 100, frequency: 1, period: 1, periodUnit: 'd' })).toBe(1);
    expect(
      loop(request('a', '2026-02-01', { dosageInstruction: [{ timing: { event: ['2026-02-03'] } }] })),
    ).toBe(0);
  });

  it('of steps ends with the last of them', () => {
    const step = (sequence: number, more: object) => ({ sequence, timing: { repeat: more } });
    const steps = (...list: object[]) => loop(request('a', '2026-03-01', { dosageInstruction: list }));
    expect(steps(step(1, { boundsDuration: days(5) }), step(2, { boundsDuration: days(5) }))).toBe(1);
    expect(steps(step(1, { boundsDuration: days(5) }), step(1, { boundsDuration: days(5) }))).toBe(0);
    expect(steps(step(1, { boundsDuration: days(5) }), step(2, {}))).toBe(1);
  });

  it('ends when what it lets be dispensed is used up', () => {
    const supply = (authoredOn: string, more: object) =>
      loop(request('a', authoredOn, { dispenseRequest: more }));
    expect(supply('2025-11-01', { expectedSupplyDuration: days(30) })).toBe(0);
    expect(supply('2025-11-01', { expectedSupplyDuration: days(30), numberOfRepeatsAllowed: 5 })).toBe(1);
    expect(supply('2026-01-20', { expectedSupplyDuration: days(30) })).toBe(1);
    expect(supply('2024-01-01', { validityPeriod: { end: '2025-01-01' } })).toBe(0);
    expect(supply('2025-06-01', { validityPeriod: { end: '2026-02-20' } })).toContain(
      'how long the supply lasted',
    );
    expect(supply('2025-06-01', { validityPeriod: { end: '2026-06-20' } })).toBe(1);
  });

  it('without an end counts at any age, and says how old it is', () => {
    expect(loop(request('a', '2019-03-02'))).toBe(1);
    expect(messages(request('a', '2019-03-02'))).toEqual([
      'Medication: 1 active without an end for more than 2 years; such an order counts as taken.',
    ]);
  });

  it('that was completed counts for a fill, and then is unclear for a year', () => {
    const completed = (authoredOn: string, more: object = {}) =>
      loop(request('a', authoredOn, { status: 'completed', ...more }));
    expect(completed('2026-02-01')).toBe(1);
    expect(completed('2025-10-01')).toContain('no date tells since when');
    expect(completed('2024-10-01')).toBe(0);
    expect(completed('2026-02-01', repeat({ boundsDuration: days(5) }))).toBe(0);
  });

  it('for a stay ends with it', () => {
    const inpatient = (status: string, authoredOn: string, encounterId: string) =>
      request('a', authoredOn, {
        status,
        category: [
          {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
                code: 'inpatient',
              },
            ],
          },
        ],
        encounter: { reference: `Encounter/${encounterId}` },
      });
    const older = encounter('o', '2025-11-01T08:00:00Z', '2025-11-09T08:00:00Z');
    const ward = encounter('w', '2026-03-01T08:00:00Z', '2026-03-02T08:00:00Z', {
      partOf: { reference: 'Encounter/e' },
    });
    expect(loop(inpatient('active', '2025-11-02', 'o'), older)).toBe(0);
    expect(loop(inpatient('active', '2026-03-01', 'w'), ward)).toBe(1);
    expect(loop(inpatient('completed', '2026-03-02', 'e'), visit)).toBe(0);
  });

  it('not to give the drug outweighs an older order, and never makes one', () => {
    const forbidden = (authoredOn: string) => request('b', authoredOn, { doNotPerform: true });
    expect(loop(forbidden('2026-03-02'))).toBe(0);
    expect(loop(request('a', '2026-03-02'), forbidden('2026-03-05'))).toBe(0);
    expect(loop(request('a', '2026-03-05'), forbidden('2026-03-02'))).toBe(1);
    expect(loop(request('a', '2026-03-02'), forbidden('2026-03-02'))).toContain('not to be given');
  });

  it('ends when another replaces it', () => {
    const next = (more: object) =>
      request('b', '2026-03-05', { priorPrescription: { reference: 'MedicationRequest/a' }, ...more });
    expect(loop(request('a', '2026-03-02'), next({ status: 'stopped' }))).toBe(0);
    expect(loop(request('a', '2026-03-02'), next({ status: 'cancelled' }))).toBe(1);
    expect(entries(request('a', '2026-03-02'), next({}))[0]).toMatchObject({ status: 'active, replaced' });
  });

  it('without a date is shown and never used', () => {
    expect(loop(request('a', undefined))).toBe(
      'No dated medication on the chart up to the time of prediction. 1 without a readable date is not used.',
    );
    expect(loop(request('a', undefined), order('b', 'Digoxin', '2026-03-02'))).toContain(
      'no date tells since when',
    );
    expect(loop(request('a', '2025'), order('b', 'Digoxin', '2026-03-02'))).toBe(1);
    expect(loop(request('a', '2026'), order('b', 'Digoxin', '2026-03-02'))).toContain(
      'only a year or a month',
    );
  });
});

describe('a statement', () => {
  const since = (start: string, end?: string) => ({
    effectivePeriod: end === undefined ? { start } : { start, end },
  });

  it.each([
    ['active', 1],
    ['intended', 0],
    ['not-taken', 0],
    ['stopped', 0],
    ['on-hold', 0],
    ['completed', 0],
  ])('that says %s counts as %d', (status, value) => {
    expect(loop(statement('a', { status, ...since('2025-06-01'), dateAsserted: '2026-03-02' }))).toBe(value);
  });

  it('goes by its period', () => {
    expect(loop(statement('a', { status: 'completed', ...since('2025-06-01', '2026-03-20') }), visit)).toBe(
      1,
    );
    expect(loop(statement('a', { status: 'active', ...since('2025-06-01', '2025-07-01') }))).toBe(0);
  });

  it('outweighs an older order, and not a newer one', () => {
    const notTaken = (dateAsserted: string, status = 'not-taken') => statement('b', { status, dateAsserted });
    expect(loop(request('a', '2026-01-02'), notTaken('2026-03-02'))).toBe(0);
    expect(loop(request('a', '2026-01-02'), notTaken('2026-03-02', 'stopped'))).toBe(0);
    expect(loop(request('a', '2026-03-02'), notTaken('2026-01-02'))).toBe(1);
    expect(loop(request('a', '2026-03-02'), notTaken('2026-03-02'))).toContain(
      'not known to be older, says "not taken"',
    );
    // What is said after the time of prediction was not known then.
    expect(loop(request('a', '2026-01-02'), notTaken('2026-04-02'), visit)).toBe(1);
  });

  it('of one drug says nothing of another of its class', () => {
    const carvedilol = order('a', 'Carvedilol 25 mg', '2026-01-02');
    const metoprolol = statement('b', {
      status: 'not-taken',
      dateAsserted: '2026-03-02',
      medicationCodeableConcept: { text: 'Metoprolol 50 mg' },
    });
    expect(read('beta-blocker', carvedilol, metoprolol)).toBe(1);
  });

  it('and a dispense give way to a newer stop of their order, and other orders do not', () => {
    const stopped = (end: string, authoredOn = '2026-01-02') =>
      request('o', authoredOn, { status: 'stopped', ...repeat({ boundsPeriod: { end } }) });
    const active = statement('a', { ...since('2025-06-01'), dateAsserted: '2026-02-01' });
    expect(loop(active, stopped('2026-03-05'))).toBe(0);
    expect(loop(active, stopped('2026-01-20'))).toBe(1);
    expect(loop(dispense('a', '2026-02-20'), stopped('2026-03-05'))).toBe(0);
    expect(loop(request('a', '2026-02-01'), stopped('2026-03-05'))).toBe(1);
    const undated = request('o', '2026-01-02', { status: 'stopped' });
    expect(loop(active, undated)).toContain('not known to be older, says "stopped"');
    expect(loop(statement('a', { ...since('2025-06-01'), dateAsserted: '2026-03-08' }), undated)).toContain(
      'stopped',
    );
  });

  it('that was made later is said', () => {
    expect(loop(statement('a', { ...since('2025-06-01'), dateAsserted: '2026-04-19' }), visit)).toContain(
      'recorded only later',
    );
  });
});

describe('a dose', () => {
  it('counts for two days', () => {
    expect(loop(dose('a', '2026-03-07T08:00:00Z'))).toBe(1);
    expect(loop(dose('a', '2026-03-05T08:00:00Z'))).toBe(0);
    expect(loop(dose('a', '2025-12-05T08:00:00Z'))).toBe(0);
    for (const status of ['not-done', 'on-hold'])
      expect(loop(dose('a', '2026-03-07T08:00:00Z', { status }))).toBe(0);
  });

  it('left out does not end an order', () => {
    expect(loop(request('a', '2026-03-02'), dose('b', '2026-03-07T08:00:00Z', { status: 'not-done' }))).toBe(
      1,
    );
  });

  it('as an infusion counts from its end', () => {
    const infusion = (more: object) =>
      resource('MedicationAdministration', 'a', {
        status: 'completed',
        effectivePeriod: { start: '2026-03-02T08:00:00Z', ...more },
      });
    expect(loop(infusion({ end: '2026-03-07T20:00:00Z' }))).toBe(1);
    expect(loop(infusion({}))).toBe(0);
  });
});

describe('a dispense', () => {
  it('counts while its supply lasts, with a month of grace', () => {
    expect(loop(dispense('a', '2026-03-02T10:00:00Z'))).toBe(1);
    expect(loop(dispense('a', '2025-12-10'))).toContain('how long the supply lasted');
    expect(loop(dispense('a', '2025-10-10'))).toBe(0);
    expect(loop(dispense('a', '2025-12-20', { daysSupply: { value: 90 } }))).toBe(1);
    expect(loop(dispense('a', '2025-12-20', { daysSupply: { value: 4, unit: 'weeks' } }))).toBe(0);
  });

  it.each(['preparation', 'cancelled', 'on-hold', 'declined'])('that is %s handed nothing over', (status) => {
    expect(loop(dispense('a', '2026-03-02', { status }))).toBe(0);
  });

  it('without a date is not used', () => {
    expect(loop(dispense('a', undefined))).toBe(
      'No dated medication on the chart up to the time of prediction. 1 without a readable date is not used.',
    );
  });
});
