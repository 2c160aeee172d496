import { describe, expect, it } from 'vitest';
import { pointAt, timeCursor } from './time-cursor.ts';

describe('the shared cursor', () => {
  it('tells every chart of one moment, and not again of the same', () => {
    const told: (number | null)[] = [];
    const stop = timeCursor.subscribe(({ at }) => told.push(at));
    for (const at of [5, 5, 7, null, null]) pointAt(at);
    stop();
    expect(told).toEqual([5, 7, null]);
  });
});
