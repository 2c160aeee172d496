import type { TimedEvent } from '../events/timed-event.ts';
import type { ReplayDetail } from './replay-clock.ts';

/** Where a replay takes its events from. */
export type ReplaySource = {
  /** What the screen calls it. */
  readonly title: string;
  readonly simulated: boolean;
  /** First and last instant that it knows of, on its own clock; a simulation has no end. */
  readonly from: number;
  readonly to: number;
  /** Who lies where at an instant: for whoever comes in the middle. */
  readonly placementsAt: (at: number) => Promise<readonly TimedEvent[]>;
  /** What becomes known in (from, to], in that order; spans are asked for in order of time. */
  readonly eventsBetween: (from: number, to: number, detail: ReplayDetail) => Promise<readonly TimedEvent[]>;
};
