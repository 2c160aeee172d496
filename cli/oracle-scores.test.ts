import { describe, expect, it } from 'vitest';
import { sourceBit, sourceSets } from '#lib/simulator/oracle/sources.ts';
import { scoreLines } from './oracle-scores.ts';

const predictions = new Map(sourceSets.map((set) => [set, Float64Array.of(set, -set / 3)]));
const clock = (day: 0 | 7) => ({ day, patients: ['a', 'b'], complete: predictions, asGiven: predictions });
const lines = [...scoreLines([clock(0), clock(7)])].map((line) => JSON.parse(line));

describe('the observer’s predictions', () => {
  it('are a line per patient and clock, by the names of the sources', () => {
    expect(lines.map(({ patient, day }) => [patient, day])).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 7],
      ['b', 7],
    ]);
    expect(lines[3].complete['chart+wearable']).toBe(
      Number((-(sourceBit('chart') + sourceBit('wearable')) / 3).toFixed(4)),
    );
    expect(Object.keys(lines[3].asGiven)).toHaveLength(31);
  });

  it('do not speak of the wrist at discharge', () => {
    expect(Object.keys(lines[0].complete)).toHaveLength(15);
    expect(Object.keys(lines[0].complete).join()).not.toContain('wearable');
  });
});
