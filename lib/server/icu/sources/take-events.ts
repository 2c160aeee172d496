import { setTimeout as pause } from 'node:timers/promises';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { SentText } from '#lib/icu/events/sent-lines.ts';
import type { SentEvent } from '#lib/icu/events/stream-event.ts';
import type { Ingest } from '../ingest/open-ingest.ts';
import type { TakeIn } from './replay-driver.ts';

/** What a source of ours sends is not taken in: a mistake of the source, told once and loudly. */
export class RefusedEvent extends TaggedError {
  override readonly name = 'RefusedEvent';
  readonly tag = 'refused';
}

/** A bed that has sent too much is let in at a hundred events a second. */
const AGAIN_MS = 250;

const asSent = (event: SentEvent): SentText => ({ text: JSON.stringify(event), value: event });

/**
 * The intake of a replay: an event that has to wait is sent again until it is taken, in order of its bed. Rejects with
 * `RefusedEvent`, or with what the log throws.
 */
export const takeEvents =
  (ingest: Ingest, source: string): TakeIn =>
  async (events, at) => {
    let left = events.map(asSent);
    while (left.length > 0) {
      const outcomes = await ingest.take(left, source, () => at);
      const refused = outcomes.find(({ status }) => status === 'refused');
      if (refused) throw new RefusedEvent(`${source}: ${refused.id ?? 'an event'}: ${refused.reason ?? ''}`);
      left = left.filter((_, k) => outcomes[k]?.status === 'later');
      if (left.length > 0) await pause(AGAIN_MS);
    }
  };
