import { describe, expect, it } from 'vitest';
import type { Sent } from './bedside-settings.ts';
import { alertTimes, wallTimes } from './latencies.ts';

const START = Date.UTC(2026, 10, 30, 12);
const SPAN = { from: START, to: START + 60_000 };

const sentAt = (second: number, state: Sent['state'] = 'calm'): Sent => ({
  bed: 0,
  patient: 'bed-0.0',
  second,
  state,
  at: START + 1000 * second,
  answeredMs: 5,
});
const rate = (second: number, late: number) => ({
  bed: 0,
  rate: 66 + second,
  at: START + 1000 * second + late,
});
const marks = (given: object) => ({ rates: [], alerts: [], paces: [], ...given });

describe('wallTimes', () => {
  it('counts to the first mark that shows the second or a later one', () => {
    const sent = [0, 1, 2].map((second) => sentAt(second));
    expect(wallTimes(sent, marks({ rates: [rate(0, 80), rate(2, 90)] }), SPAN)).toEqual([80, 1090, 90]);
  });

  it('says of what never came that it did not', () => {
    expect(wallTimes([sentAt(0)], marks({}), SPAN)).toEqual([Number.POSITIVE_INFINITY]);
  });
});

describe('alertTimes', () => {
  const crossing = sentAt(3, 'falls-ill');
  const alert = (condition: string, second: number) => ({
    id: `${condition}-bed-0.0-${START + 1000 * second}`,
    at: START + 1000 * second + 300,
  });

  it('expects an alert of each condition for each crossing', () => {
    const found = alertTimes([crossing], marks({ alerts: [alert('sepsis', 3)] }), SPAN);
    expect(found).toEqual({ crossings: 1, times: [300, Number.POSITIVE_INFINITY], strange: [] });
  });

  it('finds alerts that no event explains', () => {
    const strange = alert('sepsis', 4);
    expect(alertTimes([crossing], marks({ alerts: [strange] }), SPAN).strange).toEqual([strange.id]);
  });
});
