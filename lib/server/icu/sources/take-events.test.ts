import { describe, expect, it } from 'vitest';
import { heartRate } from '#lib/icu/events/fixtures/events.ts';
import type { Ingest } from '../ingest/open-ingest.ts';
import { takeEvents } from './take-events.ts';

const events = [1, 2, 3, 4, 5].map((minute) => heartRate('p', minute));

/** Takes at most two at once. */
function narrow(): { readonly ingest: Ingest; readonly taken: unknown[] } {
  const taken: unknown[] = [];
  const ingest: Ingest = {
    take: async (sent) =>
      sent.map((one, index) => {
        if (index >= 2) return { id: null, status: 'later' };
        taken.push('value' in one ? one.value : null);
        return { id: null, status: 'accepted' };
      }),
  };
  return { ingest, taken };
}

describe('takeEvents', () => {
  it('sends again what was told to come later, in its order, until all is in', async () => {
    const { ingest, taken } = narrow();
    await takeEvents(ingest, 'a test')(events, 0);
    expect(taken).toEqual(events);
  });

  it('throws for what a source of ours should never send', async () => {
    const ingest: Ingest = {
      take: async (sent) => sent.map(() => ({ id: null, status: 'refused', reason: 'no unit' })),
    };
    await expect(takeEvents(ingest, 'a test')(events, 0)).rejects.toThrow(/no unit/);
  });
});
