import { describe, expect, it } from 'vitest';
import type { MapsDescription } from '#lib/contract/manifest.ts';
import type { FindingMap } from './finding-map.ts';
import { effectText, mapSentences, movesAnything, whyNoMap } from './map-text.ts';

const fraction = { label: 'Ejection fraction', type: 'quantity', unit: '%', decimals: 0 } as const;
const ratio = { label: 'Cardiothoracic ratio', type: 'quantity', unit: '1', decimals: 2 } as const;
const fluid = { label: 'Pleural effusion, right', type: 'presence', unit: '1', decimals: 2 } as const;
const volume = { label: 'End-diastolic volume', type: 'quantity', unit: 'mL', decimals: 0 } as const;
const map: FindingMap = { side: 2, effects: [-20, -10, 3, 0], here: 35, without: 62, error: 0.8 };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('writes an effect with its sign and in points, units or nothing', () => {
  expect(plain(effectText(fraction, -4.21))).toBe('−4.2 points');
  expect(effectText(ratio, 0.0123)).toBe('+0.012');
  expect(plain(effectText(fluid, 0.314))).toBe('+31 points');
  expect(plain(effectText(volume, 12.34))).toBe('+12.3 mL');
  expect(plain(effectText(volume, 0.001))).toBe('0.0 mL');
});

it('tells the reading, the reading without, what the cells explain, and how far one is known', () => {
  const [read, adds, known] = mapSentences(fraction, map).map(plain);
  expect(read).toContain('35 % in this picture, 62 % with every cell');
  expect(read).toContain('−27.0 points');
  expect(adds).toBe('The cells explain 100 % of the difference.');
  expect(known).toBe('One cell is known to ±0.8 points (standard error).');
});

it('does not round a gap away', () => {
  const [, adds] = mapSentences(fraction, { ...map, effects: [-20, -6.95, 0, 0] });
  expect(plain(adds ?? '')).toBe('The cells explain 99.8 % of the difference.');
});

it('draws nothing that is less than half a step of what is shown', () => {
  expect(movesAnything(fraction, map)).toBe(true);
  expect(movesAnything(fraction, { ...map, effects: [0.4, -0.4, 0, 0] })).toBe(false);
  expect(movesAnything(fluid, { ...map, effects: [0.006, 0, 0, 0] })).toBe(true);
  expect(movesAnything(ratio, { ...map, effects: [0.004, 0, 0, 0] })).toBe(false);
});

describe('a finding without a map', () => {
  const gain = { estimate: 1, low: 0.5, high: 2 };
  const maps: MapsDescription = {
    side: 2,
    orders: [[0, 1, 2, 3]],
    reference: { name: 'r', bytes: 1, sha256: '' },
    pictures: 9,
    findings: [
      { id: 'good', gain, because: null },
      { id: 'bad', gain, because: 'chance does as well' },
    ],
  };
  it('says why: a person measured it, the measurement of maps failed it, or there was none', () => {
    expect(whyNoMap({ id: 'good', inUse: 'network' }, maps)).toBeNull();
    expect(whyNoMap({ id: 'good', inUse: 'measured' }, maps)).toContain('a person measured');
    expect(whyNoMap({ id: 'bad', inUse: 'network' }, maps)).toBe('No map, because chance does as well.');
    expect(whyNoMap({ id: 'other', inUse: 'network' }, maps)).toContain('never measured');
    expect(whyNoMap({ id: 'good', inUse: 'network' }, undefined)).toContain('never measured');
  });
});
