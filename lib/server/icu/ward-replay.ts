import { setTimeout as wait } from 'node:timers/promises';
import { gte } from 'drizzle-orm';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import type { TrueEvent } from '#lib/icu/alerts/budget.ts';
import type { ReplayChange } from '#lib/icu/alerts/icu-schema.ts';
import type { WallClock } from '#lib/icu/wall/wall-message.ts';
import type { Database } from '#lib/server/database/database.ts';
import type { Ward } from '#lib/simulator/icu-live/ward.ts';
import { alerts } from './alerts/tables.ts';
import type { Ingest } from './ingest/open-ingest.ts';
import { startReplay, type TakeIn } from './sources/replay-driver.ts';
import { simulatedSource, simulatedTruth } from './sources/simulated-source.ts';
import { takeEvents } from './sources/take-events.ts';

const HOUR_MS = 3_600_000;
/** The ward that is replayed where nothing else is set up. */
export const simulatedWard = (beds: number): Ward => ({ seed: 1, beds });
/** What a score looks back on. */
const PAST_HOURS = 24;
/** A jump to the next alert gives up after so much of the ward's time. */
const FARTHEST_MS = 48 * HOUR_MS;
/** Scores are written soon after they are known. */
const BEHIND_MS = 120_000;
const PATIENCE_MS = 10_000;
const LOOK_MS = 25;
const WRITTEN_MS = 150;

export type WardReplay = {
  readonly clock: () => WallClock;
  /** Throws `RangeError` for a speed that there is not, or a time that is past. */
  readonly change: (change: ReplayChange) => Promise<void>;
  /** Onsets within a span, where they are known. */
  readonly truth: (condition: AlertCondition, from: number, to: number) => readonly TrueEvent[] | null;
  readonly close: () => void;
};

export type ReplayOptions = {
  readonly ingest: Ingest;
  readonly database: Database;
  readonly beds: number;
  /** Time on the ward at which the clock begins. */
  readonly startAt: number;
  /** Event time up to which the scorer of this process has scored. */
  readonly scoredUpTo: () => number;
  readonly onClock: () => void;
};

/** The simulated ward, replayed into the way that every event goes. */
export function startWardReplay(options: ReplayOptions): WardReplay {
  const { ingest, database, beds, startAt, scoredUpTo, onClock } = options;
  const ward = simulatedWard(beds);
  const source = simulatedSource(ward);
  let fed = 0;
  const take = takeEvents(ingest, source.title);
  const takeIn: TakeIn = async (events, at) => {
    await take(events, at);
    fed = Math.max(fed, ...events.map((event) => (event.kind === 'vital-signs' ? event.at : 0)));
  };
  const driver = startReplay(source, takeIn, { startAt, pastHours: PAST_HOURS, speed: 1, onClock });

  async function isScored(): Promise<void> {
    const patience = Date.now() + PATIENCE_MS;
    while (scoredUpTo() < fed - BEHIND_MS && Date.now() < patience) await wait(LOOK_MS);
    await wait(WRITTEN_MS);
  }

  async function toNextAlert(): Promise<void> {
    const since = Date.now();
    await driver.seek(driver.clock().now + FARTHEST_MS, async () => {
      await isScored();
      const raised = await database.select({ id: alerts.id }).from(alerts).where(gte(alerts.storedAt, since));
      return raised.length > 0;
    });
  }

  return {
    clock: driver.clock,
    async change(change) {
      if ('speed' in change) driver.setSpeed(change.speed);
      else if ('seek' in change) await driver.seek(change.seek);
      else await toNextAlert();
    },
    truth: (condition, from, to) => (condition === 'sepsis' ? simulatedTruth(ward, from, to) : null),
    close: driver.close,
  };
}
