import type { SentEvent } from '#lib/icu/events/stream-event.ts';
import type { TimedEvent } from '#lib/icu/events/timed-event.ts';
import {
  detailAt,
  JUMPING,
  jumpedTo,
  type ReplayClock,
  type ReplayDetail,
  readClock,
  withSpeed,
} from '#lib/icu/replay/replay-clock.ts';
import type { ReplaySource } from '#lib/icu/replay/replay-source.ts';
import type { WallClock } from '#lib/icu/wall/wall-message.ts';

/** Takes events in as of a time of the replay's clock; resolves when they are safe. */
export type TakeIn = (events: readonly SentEvent[], at: number) => Promise<unknown>;

export type ReplayOptions = {
  /** Time on the ward at which the clock begins. */
  readonly startAt: number;
  /** What happened in the hours before is fed at once, so that nobody begins without a past. */
  readonly pastHours: number;
  readonly speed: number;
  /** Called whenever the speed, or the time by a jump, has changed. */
  readonly onClock?: (clock: WallClock) => void;
};

export type ReplayDriver = {
  readonly clock: () => WallClock;
  /** 0 pauses; throws `RangeError` for what is not 0 or 1 to 600. */
  readonly setSpeed: (speed: number) => void;
  /**
   * Feeds everything up to a later time in order, curves left out, and goes on from there; earlier ends where `stop` says so,
   * which is asked after each step. What is past cannot be undone: throws `RangeError` for an earlier time.
   */
  readonly seek: (time: number, stop?: () => boolean | Promise<boolean>) => Promise<void>;
  /** Rejects with what broke: the source or the intake. Resolves when closed or at the end of a recording. */
  readonly done: Promise<void>;
  readonly close: () => void;
};

const HOUR_MS = 3_600_000;
/** Real time between two deliveries. */
const TICK_MS = 250;
/** Time of the ward that is asked for at once. */
const STEP_MS = 300_000;
/** Events taken in at once. */
const BATCH = 500;
/** A delivery that lags further behind makes the clock wait: slower is better than a gap. */
const MOST_BEHIND_MS = 2000;

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish);
  });

/** Feeds a source into the intake by a clock of its own. */
export function startReplay(source: ReplaySource, takeIn: TakeIn, options: ReplayOptions): ReplayDriver {
  const closing = new AbortController();
  const { signal } = closing;
  // It stands until the past was fed, so that no screen shows a time whose data is not there.
  let clock: ReplayClock = { wall: options.startAt, real: Date.now(), speed: 0 };
  let { speed: wanted } = options;
  let jumping = true;
  /** Everything known up to here was fed. */
  let fed = options.startAt - options.pastHours * HOUR_MS;
  /** One feeds at a time: the clock, or a jump. */
  let turn: Promise<void> = Promise.resolve();

  const wallClock = (): WallClock => ({
    now: Math.min(readClock(clock, Date.now()), source.to),
    speed: clock.speed,
    replay: { title: source.title, simulated: source.simulated },
  });
  const tell = () => options.onClock?.(wallClock());

  async function deliver(events: readonly TimedEvent[], at: number): Promise<void> {
    for (let from = 0; from < events.length && !signal.aborted; from += BATCH)
      await takeIn(
        events.slice(from, from + BATCH).map(({ event }) => event),
        at,
      );
  }

  async function feed(to: number, detail: ReplayDetail, stop?: () => boolean | Promise<boolean>) {
    while (fed < to && !signal.aborted) {
      const next = Math.min(to, fed + STEP_MS);
      await deliver(await source.eventsBetween(fed, next, detail), next);
      fed = next;
      if (await stop?.()) return;
    }
  }

  /** In turn with whoever feeds; what breaks one breaks the next that waits, and `done`. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work);
    return turn;
  }

  async function tick(): Promise<void> {
    const now = Math.min(readClock(clock, Date.now()), source.to);
    if (now > fed) await feed(now, detailAt(clock.speed));
    const behind = (readClock(clock, Date.now()) - fed) / Math.max(1, clock.speed);
    if (clock.speed > 0 && behind > MOST_BEHIND_MS && fed < source.to) {
      clock = jumpedTo(clock, fed, Date.now());
      tell();
    }
  }

  async function jump(to: number, stop?: () => boolean | Promise<boolean>): Promise<void> {
    jumping = true;
    clock = { wall: fed, real: Date.now(), speed: 0 };
    await feed(to, JUMPING, stop);
    jumping = false;
    clock = { wall: fed, real: Date.now(), speed: wanted };
    tell();
  }

  async function run(): Promise<void> {
    await inTurn(async () => {
      await deliver(await source.placementsAt(fed), fed);
      await jump(options.startAt);
    });
    while (!signal.aborted && fed < source.to) {
      await inTurn(tick);
      await pause(TICK_MS, signal);
    }
  }

  const done = run();
  // Whoever does not wait for `done` is told by the next call; a rejection that nobody hears would end the process.
  done.catch(() => undefined);

  return {
    clock: wallClock,
    setSpeed(speed) {
      const next = withSpeed(clock, speed, Date.now());
      wanted = speed;
      if (jumping) return;
      clock = next;
      tell();
    },
    seek(time, stop) {
      if (time < fed) throw new RangeError('A replay cannot go back: what was alerted stays alerted');
      return inTurn(() => jump(Math.min(time, source.to), stop));
    },
    done,
    close: () => closing.abort(),
  };
}
