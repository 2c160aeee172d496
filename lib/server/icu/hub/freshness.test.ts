import { describe, expect, it } from 'vitest';
import { Freshness } from './freshness.ts';

const { signal } = new AbortController();

function opened() {
  let stale = 0;
  const fresh = new Freshness(() => {
    stale += 1;
  });
  return { fresh, stale: () => stale };
}

describe('Freshness', () => {
  it('lets nobody in before all parts are there, and then all who waited', async () => {
    const { fresh, stale } = opened();
    fresh.tell('events', null);
    fresh.tell('past', null);
    expect(await fresh.whenFresh(5, signal)).toMatch(/tables/);
    const waiting = [fresh.whenFresh(60_000, signal), fresh.whenFresh(60_000, signal)];
    fresh.tell('tables', null);
    expect(await Promise.all(waiting)).toEqual([null, null]);
    expect(stale()).toBe(0);
  });

  it('says once that the wall is no longer of now, and why, until it is again', async () => {
    const { fresh, stale } = opened();
    for (const part of ['events', 'past', 'tables'] as const) fresh.tell(part, null);
    fresh.tell('events', 'Kafka does not answer.');
    fresh.tell('events', 'Kafka does not answer.');
    expect(stale()).toBe(1);
    expect(fresh.trouble).toBe('Kafka does not answer.');
    fresh.tell('events', null);
    expect(await fresh.whenFresh(60_000, signal)).toBeNull();
  });

  it('waits for nobody who has gone', async () => {
    const gone = new AbortController();
    const waiting = opened().fresh.whenFresh(60_000, gone.signal);
    gone.abort();
    expect(await waiting).toMatch(/not answered/);
  });
});
