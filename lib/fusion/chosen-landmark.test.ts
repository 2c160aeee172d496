import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import { chartOf, encounter, patient, potassium, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { type ChosenTime, chosenLandmark, readChosenTime } from './chosen-landmark.ts';

const record = readRecord(
  chartOf([
    patient,
    encounter('e', '2026-03-01T00:00:00Z', '2026-03-08T12:00:00Z'),
    potassium('k', '2026-03-20T00:00:00Z', 4),
  ]),
);
const discharge = instant(Date.parse('2026-03-08T12:00:00Z'));
const own: Landmark = { at: discharge, name: 'discharge' };
/** Of a model that asks at the latest entry, whatever has ended. */
const latest: Landmark = { at: instant(Date.parse('2026-03-20T00:00:00Z')), name: 'latest entry' };
const none: Landmark = { at: null, name: 'latest entry', because: 'No inpatient stay.' };

function read(text: string): ChosenTime {
  const chosen = readChosenTime(text);
  if (typeof chosen === 'string') throw new Error(chosen);
  return chosen;
}
const landmarkOf = (text: string, landmark: Landmark = own) => chosenLandmark(read(text), landmark, record);

describe('readChosenTime', () => {
  it.each<[string, ChosenTime]>([
    ['own', { kind: 'own' }],
    ['latest', { kind: 'latest' }],
    ['+0d', { kind: 'days-after', days: 0 }],
    ['+3d', { kind: 'days-after', days: 3 }],
    ['+0.5d', { kind: 'days-after', days: 0.5 }],
    ['+365d', { kind: 'days-after', days: 365 }],
  ])('reads %s', (text, chosen) => expect(readChosenTime(text)).toEqual(chosen));

  it('reads a date, and a date and time with its zone', () => {
    expect(read('2026-03-05')).toMatchObject({
      kind: 'moment',
      at: { recorded: '2026-03-05', precision: 'day' },
    });
    expect(read('2026-03-05T10:00:00+01:00')).toMatchObject({
      kind: 'moment',
      at: { ms: Date.parse('2026-03-05T09:00:00Z'), precision: 'time' },
    });
  });

  it.each([
    '',
    ' own',
    'OWN',
    'discharge',
    '+3',
    '3d',
    '-3d',
    '+366d',
    '+1e2d',
    '+.5d',
    '+NaNd',
    '2026-13-01',
    '2026-03-05T10:00:00',
    'tomorrow',
  ])('says what it expects instead of "%s"', (text) => {
    expect(readChosenTime(text)).toBe(
      'Expected own, latest, +<days>d with up to 365 days, or a date and time with its zone.',
    );
  });

  it('answers any text with a time or a sentence, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+\d{0,4}(\.\d{0,3})?d?$/)), (text) => {
        const chosen = readChosenTime(text);
        if (typeof chosen === 'string') expect(chosen).toMatch(/^Expected /);
        else if (chosen.kind === 'days-after') {
          expect(chosen.days).toBeGreaterThanOrEqual(0);
          expect(chosen.days).toBeLessThanOrEqual(365);
        }
      }),
    );
  });
});

describe('chosenLandmark', () => {
  it("leaves the model's own time as it is", () => {
    for (const landmark of [own, latest, none]) expect(landmarkOf('own', landmark)).toBe(landmark);
  });

  it('takes the latest entry of the chart, whatever the model would take', () => {
    for (const landmark of [own, none])
      expect(landmarkOf('latest', landmark)).toEqual({ at: record.latest, name: 'latest entry' });
    const empty = chosenLandmark(read('latest'), own, { ...record, latest: null });
    expect(empty).toEqual({
      at: null,
      name: 'latest entry',
      because: 'Nothing on the chart has a date.',
    });
  });

  it('takes a time as it was written', () => {
    const { at, name } = landmarkOf('2026-03-05T10:00:00+01:00', none);
    expect([at?.recorded, name]).toEqual(['2026-03-05T10:00:00+01:00', 'the chosen time']);
  });

  it('counts days from a discharge', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3650 }), (tenths) => {
        const days = tenths / 10;
        if (days > 365) return;
        const landmark = landmarkOf(`+${days}d`);
        expect(landmark.name).toBe(`day ${days} at home`);
        expect(((landmark.at?.ms ?? Number.NaN) - discharge.ms) / DAY_MS).toBeCloseTo(days, 9);
      }),
    );
  });

  it('counts them from the discharge too where the model asks at another time', () => {
    expect(landmarkOf('+3d', latest)).toEqual(landmarkOf('+3d', own));
  });

  it('has no day at home while the stay goes on, nor without a stay or its end, and says why', () => {
    const day3 = (...stays: Resource[]) => {
      const one = readRecord(chartOf([patient, potassium('k', '2026-03-20T00:00:00Z', 4), ...stays]));
      return chosenLandmark(read('+3d'), latest, one);
    };
    expect(day3(encounter('e', '2026-03-01T00:00:00Z', null))).toEqual({
      at: null,
      name: 'day 3 at home',
      because: 'The stay goes on, so there is no day at home yet.',
    });
    expect(day3()).toMatchObject({
      at: null,
      because: 'No inpatient stay with readable dates is on the chart, so there is no day at home.',
    });
    expect(day3(encounter('e', '2026-03-01T00:00:00Z', null, { status: 'finished' }))).toMatchObject({
      at: null,
      because:
        'When the latest inpatient stay ended is not known, because it is finished and no end is recorded.',
    });
    expect(landmarkOf('+3d', none)).toEqual({
      at: null,
      name: 'day 3 at home',
      because: 'No inpatient stay.',
    });
  });
});
