/** What time it is on the ward of a replay: real time sets the pace, and a jump or another speed begins a new count. */
export type ReplayClock = {
  /** The clock of the replay stood at `wall` when the real one stood at `real`, ms since the epoch. */
  readonly wall: number;
  readonly real: number;
  /** Milliseconds of the ward for each real one; 0: paused. */
  readonly speed: number;
};

export const FASTEST = 600;
/** Curves that run faster cannot be read, and would be the most of what is sent. */
export const FASTEST_WITH_WAVEFORMS = 10;
/** Thinner than this and an hour is no longer described. */
const THINNEST_MS = 60_000;

export const readClock = ({ wall, real, speed }: ReplayClock, now: number): number =>
  wall + Math.round(speed * (now - real));

/** The same instant on the ward, from now on at another speed. Throws `RangeError` for a speed that there is not. */
export function withSpeed(clock: ReplayClock, speed: number, now: number): ReplayClock {
  if (!(speed === 0 || (speed >= 1 && speed <= FASTEST)))
    throw new RangeError(`A replay stands still (0) or runs at 1 to ${FASTEST} times, not ${speed}`);
  return { wall: readClock(clock, now), real: now, speed };
}

export const jumpedTo = ({ speed }: ReplayClock, wall: number, now: number): ReplayClock => ({
  wall,
  real: now,
  speed,
});

/** What of a source is shown. */
export type ReplayDetail = {
  /** Between two readings of the same monitor, ms of the ward. */
  readonly vitalSignsEveryMs: number;
  readonly waveforms: boolean;
};

/** A reading a second of real time at any speed, one a minute of the ward at the least; curves only as fast as an eye can follow. */
export const detailAt = (speed: number): ReplayDetail => ({
  vitalSignsEveryMs: Math.min(THINNEST_MS, Math.max(1, Math.round(speed)) * 1000),
  waveforms: speed > 0 && speed <= FASTEST_WITH_WAVEFORMS,
});

/** What is fed while the clock jumps ahead: as often as a busy nurse charts, and no curve. Each reading is scored, and people wait. */
export const JUMPING: ReplayDetail = { vitalSignsEveryMs: 5 * 60_000, waveforms: false };
