import { expect, it } from 'vitest';
import { differenceText, findingRangeText, findingText } from './finding-text.ts';

const fraction = { type: 'quantity', unit: '%', decimals: 0 } as const;
const ratio = { type: 'quantity', unit: '1', decimals: 2 } as const;
const effusion = { type: 'presence', unit: '1', decimals: 2 } as const;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('writes a finding in its own digits and unit, and a presence as a probability that is never certain', () => {
  expect(plain(findingText(fraction, 28.4))).toBe('28 %');
  expect(findingText(ratio, 0.523)).toBe('0.52');
  expect(plain(findingText(effusion, 0.731))).toBe('73 %');
  expect([0.001, 0.999].map((value) => plain(findingText(effusion, value)))).toEqual(['<1 %', '>99 %']);
});

it('writes a range with its unit once', () => {
  expect(plain(findingRangeText(fraction, { low: 24.2, high: 32.6 }))).toBe('24–33 %');
  expect(findingRangeText(ratio, { low: 0.5, high: 0.55 })).toBe('0.50–0.55');
  expect(plain(findingRangeText(effusion, { low: 0.95, high: 0.999 }))).toBe('95 to >99 %');
  expect(plain(findingRangeText(effusion, { low: 0.997, high: 0.999 }))).toBe('>99 %');
});

it('says by how much the network differs', () => {
  expect(plain(differenceText(fraction, 4.4))).toBe('4 points more');
  expect(plain(differenceText(fraction, -4.4))).toBe('4 points less');
  expect(differenceText(fraction, 0.4)).toBe('the same');
});
