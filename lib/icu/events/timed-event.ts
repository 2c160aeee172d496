import type { SentEvent } from './stream-event.ts';

/** An event with the time at which its source lets it be known, ms since the epoch: a result is known after its specimen was taken. */
export type TimedEvent = { readonly knownAt: number; readonly event: SentEvent };
