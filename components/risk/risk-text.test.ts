import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandText,
  direction,
  frequencyText,
  hazardRatioText,
  limitText,
  logHazardText,
  percentNumber,
  percentText,
  pointsText,
  rangeText,
} from './risk-text.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('percentText', () => {
  it.each([
    [0.2834, '28 %'],
    [0.0612, '6.1 %'],
    [0.0995, '10 %'],
    [0.0004, '<0.1 %'],
    [0.9999, '>99.9 %'],
    [0.994, '99.4 %'],
  ])('%d is %s', (p, text) => expect(plain(percentText(p))).toBe(text));

  it('never says 0 or 100 for what is neither', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(['0 %', '0.0 %', '100 %', '100.0 %']).not.toContain(plain(percentText(p)));
      }),
    );
  });

  it('is on the side of a band’s limits that the risk itself is on', () => {
    const bands = { intermediate: 0.15, high: 0.3 };
    expect(percentNumber(0.1496, bands)).toBe('14.96');
    expect(percentNumber(0.146, bands)).toBe('14.6');
    expect(percentNumber(0.2, bands)).toBe('20');
    const limit = fc.integer({ min: 101, max: 498 }).map((permille) => permille / 1000);
    const near = fc.tuple(limit, fc.double({ min: -2e-3, max: 2e-3, noNaN: true }));
    fc.assert(
      fc.property(near, ([intermediate, off]) => {
        const bands = { intermediate, high: 0.5 };
        const risk = intermediate + off;
        const shown = Number(percentNumber(risk, bands));
        const named = Number.parseFloat(limitText(intermediate));
        expect(shown < named).toBe(risk * 100 < named);
        expect(Math.abs(shown - risk * 100)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it.each([
    [0.18, 0.274, '18–27 %'],
    [0.061, 0.44, '6–44 %'],
    [0.004, 0.2, '0.4–20 %'],
    [0.021, 0.064, '2.1–6.4 %'],
  ])('%d to %d is %s', (low, high, text) => expect(plain(rangeText(low, high))).toBe(text));
});

describe('frequencyText', () => {
  it.each([
    [0.0002, 'fewer than 1 in 1,000'],
    [0.17, 'about 1 in 6'],
    [0.42, 'about 4 in 10'],
    [0.99, 'more than 19 in 20'],
  ])('%d is %s', (p, text) => expect(frequencyText(p)).toBe(text));
});

it('contributions have sign, ratio and direction that agree', () => {
  expect(logHazardText(0.2771)).toBe('+0.277');
  expect(logHazardText(-0.2771)).toBe('−0.277');
  expect(logHazardText(0.00001)).toBe('0.000');
  expect(hazardRatioText(Math.log(2))).toBe('×2.00');
  expect([direction(0.1), direction(-0.1), direction(0.0001)]).toEqual(['raises', 'lowers', 'no effect']);
});

it('points have a sign unless they round to nothing', () => {
  expect([pointsText(0.0424), pointsText(-0.1), pointsText(0.0004), pointsText(-0.0004)]).toEqual([
    '+4.2',
    '−10.0',
    '0.0',
    '0.0',
  ]);
});

it('a band names its thresholds', () => {
  const bands = { intermediate: 0.1, high: 0.25 };
  expect(plain(bandText('low', bands))).toBe('below 10 %');
  expect(plain(bandText('intermediate', bands))).toBe('10 % to below 25 %');
  expect(plain(bandText('high', bands))).toBe('25 % or more');
  expect(plain(bandText('low', { intermediate: 0.223, high: 0.447 }))).toBe('below 22.3 %');
});
