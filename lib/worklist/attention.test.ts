import { describe, expect, it } from 'vitest';
import { byAttention, followUp, remainingToday, type Standing } from './attention.ts';

const home: Standing['window'] = { kind: 'discharged', day: 2, left: 28 };
const standing = (id: string, part: Partial<Standing>) => ({
  id,
  window: home,
  risk: 0.2,
  remaining: 0.2,
  ...part,
});

const QUEUE = [
  standing('unread', { window: null, risk: null, remaining: null }),
  standing('dead', { window: { kind: 'deceased' }, risk: 0.9, remaining: null }),
  standing('closed', { window: { kind: 'closed', ago: 2 }, risk: 0.8, remaining: null }),
  standing('no-score', { risk: null, remaining: null }),
  standing('low', { remaining: 0.05 }),
  standing('bed', { window: { kind: 'in-hospital', day: 3 }, remaining: 0.1 }),
  standing('high', { remaining: 0.4 }),
];

describe('byAttention', () => {
  it('takes the open windows by what is left, then those without a score, closed, over, unread', () =>
    expect(QUEUE.toSorted(byAttention).map(({ id }) => id)).toEqual([
      'high',
      'bed',
      'low',
      'no-score',
      'closed',
      'dead',
      'unread',
    ]));
});

describe('followUp', () => {
  it('marks the first of the queue, and tells the risk that this amounts to', () => {
    expect(followUp(QUEUE, 2)).toEqual({ ids: new Set(['high', 'bed']), threshold: 0.1 });
    expect(followUp(QUEUE, 50)).toEqual({ ids: new Set(['high', 'bed', 'low']), threshold: 0.05 });
  });

  it('marks nobody for a reader without time', () =>
    expect(followUp(QUEUE, 0)).toEqual({ ids: new Set(), threshold: null }));
});

describe('remainingToday', () => {
  const survival = [1, 0.9, 0.8, 0.6];

  it('is the whole risk in hospital, less at home, none elsewhere', () => {
    expect(remainingToday({ kind: 'in-hospital', day: 12 }, survival)).toBeCloseTo(0.4, 12);
    expect(remainingToday(home, survival)).toBeCloseTo(0.25, 12);
    expect(remainingToday({ kind: 'closed', ago: 1 }, survival)).toBeNull();
    expect(remainingToday(home, null)).toBeNull();
  });
});
