import fc from 'fast-check';
import { expect, it } from 'vitest';
import { networkFinding } from './network-finding.ts';

const percent = { low: 1, high: 95, unit: '%' };

it('gives a plausible value with the range of nine readings in ten, cut where nothing is plausible', () => {
  expect(networkFinding(percent, 40, 2)).toMatchObject({ status: 'read', value: 40, spread: 2 });
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 95, noNaN: true }),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      (value, spread) => {
        const found = networkFinding(percent, value, spread);
        if (found.status !== 'read' || found.range === null) throw new Error('not read');
        expect(found.range.low).toBeGreaterThanOrEqual(percent.low);
        expect(found.range.high).toBeLessThanOrEqual(percent.high);
        expect(found.range.low <= value && value <= found.range.high).toBe(true);
      },
    ),
  );
});

it('has no range where the network states no spread', () =>
  expect(networkFinding(percent, 40, 0)).toEqual({ status: 'read', value: 40, spread: null, range: null }));

it.each([
  ['above the range', 95.1, 1, 'the network gave a value outside the plausible range of 1 to 95 %'],
  ['below the range', 0.9, 1, 'the network gave a value outside the plausible range of 1 to 95 %'],
  ['no number', Number.NaN, 1, 'the network gave no number'],
  ['an infinite number', Number.NEGATIVE_INFINITY, 1, 'the network gave no number'],
  ['nothing', undefined, 1, 'the network gave no number'],
  ['a negative spread', 40, -1, 'the network gave no spread that is one'],
  ['an infinite spread', 40, Number.POSITIVE_INFINITY, 'the network gave no spread that is one'],
])('refuses %s', (_, value, spread, because) =>
  expect(networkFinding(percent, value, spread)).toEqual({ status: 'refused', because }),
);
