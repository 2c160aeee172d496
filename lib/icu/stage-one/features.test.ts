import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyStay, stayOf } from '../hourly/fixtures/stays.ts';
import { cutAfter, type HourlyStay } from '../hourly/stay.ts';
import { readFeatures, stageOneFeatures } from './features.ts';

const read = (stay: HourlyStay, hour: number, id: string): number =>
  readFeatures(
    stay,
    hour,
    stageOneFeatures.filter((feature) => feature.id === id),
  )[0] ?? Number.NaN;

const phrase = (stay: HourlyStay, hour: number, id: string): string | undefined => {
  const feature = stageOneFeatures.find((one) => one.id === id);
  return feature?.phrase(read(stay, hour, id), stay, hour);
};

describe('features of an hour', () => {
  it('know nothing of later hours', () => {
    fc.assert(
      fc.property(anyStay, fc.nat(), (stay, any) => {
        const hour = any % stay.hours;
        expect(readFeatures(stay, hour)).toEqual(readFeatures(cutAfter(stay, hour), hour));
      }),
      { numRuns: 40 },
    );
  });

  it('lie where they say they can lie, or are missing', () => {
    fc.assert(
      fc.property(anyStay, (stay) => {
        const row = readFeatures(stay, stay.hours - 1);
        stageOneFeatures.forEach(({ plausible: [low, high], id }, k) => {
          const value = row[k] ?? Number.NaN;
          // Single precision may round the end of a range up.
          const slack = Math.abs(high - low) * 1e-6;
          const fits = Number.isNaN(value) || (value >= low - slack && value <= high + slack);
          expect(fits, `${id} ${value}`).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('have ids of their own', () => {
    expect(new Set(stageOneFeatures.map(({ id }) => id)).size).toBe(stageOneFeatures.length);
  });

  it('let a value stand for as long as it says something', () => {
    const hours = Array.from({ length: 60 }, (_, hour) => (hour === 0 ? 80 : null));
    const lactate = Array.from({ length: 60 }, (_, hour) => (hour === 0 ? 2.5 : null));
    const stay = stayOf({ 'heart-rate': hours, lactate });
    expect([6, 7].map((hour) => read(stay, hour, 'heart-rate.last'))).toEqual([80, Number.NaN]);
    expect([24, 25].map((hour) => read(stay, hour, 'lactate.last'))).toEqual([2.5, Number.NaN]);
  });

  it('measure what is new against the first day', () => {
    const stay = stayOf({ 'heart-rate': Array.from({ length: 36 }, (_, hour) => (hour < 30 ? 80 : 110)) });
    expect(read(stay, 35, 'heart-rate.since-first-day')).toBe(30);
    expect(phrase(stay, 35, 'heart-rate.since-first-day')).toBe(
      "heart rate 30\u00a0per min above the patient's first day",
    );
  });
});

describe('the words of features', () => {
  it('say where a value comes from and where it went', () => {
    const stay = stayOf({ lactate: [1.8, null, null, null, null, null, 3.4] });
    expect(phrase(stay, 6, 'lactate.last')).toBe('rising lactate, 1.8 → 3.4\u00a0mmol/L in 6\u00a0h');
  });

  it('tell a value alone where it has not moved', () => {
    const stay = stayOf({ creatinine: [1.2, null, 1.22] });
    expect(phrase(stay, 2, 'creatinine.last')).toBe('creatinine 1.22\u00a0mg/dL');
  });

  it('never call a slope rising that falls', () => {
    // First and last value rise; the line through all of them falls.
    const stay = stayOf({ 'respiratory-rate': [20, 40, 40, 12, 12, 23] });
    expect(read(stay, 5, 'respiratory-rate.slope-6h')).toBeLessThan(0);
    expect(phrase(stay, 5, 'respiratory-rate.slope-6h')).toBe(
      'respiratory rate slowly falling over 6\u00a0h',
    );
  });
});
