import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import { remainingRisk, type StayDates, stayWindow } from './stay-window.ts';

const NOW = Date.UTC(2026, 10, 29, 9);
const ago = (days: number) => instant(NOW - days * DAY_MS);
const stay = (part: Partial<StayDates>): StayDates => ({
  at: ago(3),
  admitted: ago(9),
  discharged: true,
  disposition: null,
  deceased: false,
  ...part,
});

describe('stayWindow', () => {
  it.each<[string, Partial<StayDates>, ReturnType<typeof stayWindow>]>([
    ['at home', {}, { kind: 'discharged', day: 3, left: 27 }],
    ['on the day of discharge', { at: ago(0.2) }, { kind: 'discharged', day: 0, left: 30 }],
    ['on the last day', { at: ago(29.9) }, { kind: 'discharged', day: 29, left: 1 }],
    ['after the window', { at: ago(30) }, { kind: 'closed', ago: 0 }],
    ['with a clock that is behind', { at: ago(-0.1) }, { kind: 'discharged', day: 0, left: 30 }],
    ['in hospital', { discharged: false }, { kind: 'in-hospital', day: 10 }],
    [
      'in hospital since nobody knows when',
      { discharged: false, admitted: null },
      { kind: 'in-hospital', day: null },
    ],
    ['without a stay', { at: null, discharged: null }, { kind: 'unknown' }],
    ['dead', { deceased: true }, { kind: 'deceased' }],
    ['dead in hospital', { disposition: 'died' }, { kind: 'deceased' }],
  ])('knows a patient %s', (_, part, expected) => expect(stayWindow(stay(part), NOW)).toEqual(expected));
});

describe('remainingRisk', () => {
  const curve = fc
    .array(fc.double({ min: 0.8, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 })
    .map((daily) => {
      const survival = [1];
      for (const one of daily) survival.push((survival.at(-1) ?? 1) * one);
      return survival;
    });

  it('is the whole risk on the first day and none on the last', () => {
    fc.assert(
      fc.property(curve, (survival) => {
        expect(remainingRisk(survival, 0)).toBeCloseTo(1 - (survival[30] ?? 0), 12);
        expect(remainingRisk(survival, 30)).toBe(0);
      }),
    );
  });

  it('never grows while days go well', () => {
    fc.assert(
      fc.property(curve, fc.integer({ min: 0, max: 29 }), (survival, day) => {
        expect(remainingRisk(survival, day + 1)).toBeLessThanOrEqual(
          (remainingRisk(survival, day) ?? 0) + 1e-12,
        );
      }),
    );
  });

  it('is none after the end', () => expect(remainingRisk([1, 0.8], 2)).toBeNull());
});
