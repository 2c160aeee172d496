import { describe, expect, it } from 'vitest';
import { sentEvent } from '#lib/icu/events/stream-event.ts';
import { patientOf, secondOfRate, sentAt, stateOf } from './wall-beds.ts';

const COURSE = { beds: 60, firstS: 60, everyS: 2.5 };
const SECONDS = 60 + 300;
const NOON = Date.UTC(2026, 10, 30, 12);

const all = Array.from({ length: SECONDS }, (_, second) =>
  Array.from({ length: COURSE.beds }, (_unused, bed) => ({ bed, second, ...stateOf(bed, second, COURSE) })),
).flat();

describe('the beds of the bench', () => {
  it('fall ill one after the other, each patient once', () => {
    const ill = all.filter(({ state }) => state === 'falls-ill');
    expect(ill).toHaveLength(120);
    expect(new Set(ill.map(({ bed, stay }) => patientOf(bed, stay))).size).toBe(120);
    expect(Math.min(...ill.map(({ second }) => second))).toBe(COURSE.firstS);
  });

  it('send what the contract allows, and place a patient before anything is measured', () => {
    const placed = new Set<string>();
    for (const { bed, second } of all.filter(({ bed }) => bed < 3))
      for (const event of sentAt(bed, second, NOON + 1000 * second, COURSE)) {
        expect(sentEvent.safeParse(event).success).toBe(true);
        if (event.kind === 'placement' && event.bed !== null) placed.add(event.patient);
        expect(placed.has(event.patient)).toBe(true);
      }
  });

  it('can be told by their heart rate, ill or not', () => {
    for (const { bed, second } of all) {
      const signs = sentAt(bed, second, NOON, COURSE).find(({ kind }) => kind === 'vital-signs');
      const rate = signs?.kind === 'vital-signs' ? signs.signs[0]?.value : undefined;
      expect(secondOfRate(rate ?? 0, second + 3)).toBe(second);
    }
  });
});
