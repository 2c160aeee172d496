import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';

/** Nobody notices so short a wait. */
const AT_HAND_MS = 300;

/**
 * What is there at once; `null`: it takes longer. A page draws what is at hand without an interim state, which the browser would
 * leave standing for a third of a second (ADR 70); for what takes longer it says what it waits for.
 */
export const atHand = <T>(work: Promise<T>): Promise<T | null> =>
  Promise.race([work, wait(AT_HAND_MS, null, { ref: false })]);
