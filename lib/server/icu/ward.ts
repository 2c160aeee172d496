import type { WallClock } from '#lib/icu/wall/wall-message.ts';

/** What time it is on the wall. */
export const wardClock = (): WallClock => ({ now: Date.now(), speed: 1, replay: null });
