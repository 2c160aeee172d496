import { describe, expect, it } from 'vitest';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import { type Entry, NOTHING, toEntry } from './entries.ts';
import { standingStill } from './use-still.ts';

const riskOf = (risk: number): ScreenedRisk => ({
  risk,
  band: 'low',
  interval: { level: 0.9, low: risk, high: risk },
  survival: [1, 1 - risk],
});

function entryOf(id: string, risk: number, former?: number): Entry {
  const patient = { id, name: id, birthDate: null, sex: null, mrn: null, deceased: false, simulated: true };
  const renewal = former === undefined ? null : { former: riskOf(former), seen: false };
  return toEntry(patient, { ...NOTHING, risk: riskOf(risk), renewal }, 0);
}

describe('standingStill', () => {
  it('keeps for the order what was known before pictures were read', () => {
    const before = [entryOf('a', 0.1), entryOf('b', 0.2)];
    const after = [entryOf('a', 0.4, 0.1), entryOf('b', 0.3)];
    const still = standingStill(before, after);
    expect(still).toEqual([before[0], after[1]]);
    expect(standingStill(still, after)).toBe(still);
  });

  it('takes who is new as they are', () => {
    const after = [entryOf('a', 0.4, 0.1)];
    expect(standingStill([], after)).toEqual(after);
  });
});
