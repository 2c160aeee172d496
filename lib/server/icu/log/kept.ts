import type { Lane } from '#lib/icu/events/event-log.ts';

const MINUTE_MS = 60_000;

/** How long each lane is kept: readings for the days of a stay, waveforms for a look back. */
export const KEPT_MS: Readonly<Record<Lane, number>> = {
  readings: 7 * 24 * 60 * MINUTE_MS,
  waveforms: 15 * MINUTE_MS,
};
