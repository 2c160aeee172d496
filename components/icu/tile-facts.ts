// What may be said of a bed at a time: what is too old to be shown, and what stands in its place.
import type { BedsideSign } from '#lib/icu/events/stream-event.ts';
import type { WallClock, WallScore, WallTile } from '#lib/icu/wall/wall-message.ts';
import type { Link } from './wave/wall-protocol.ts';

/** Without any reading for so long a bed has no data, and no score. */
const NO_DATA_MS = 120_000;
/** A vital sign that is older tells its age. */
const AGED_MS = 60_000;
/** What a monitor measures all the time is late then too; a pressure may be of a cuff, and a temperature is taken by hand. */
const LATE_MS: Partial<Record<BedsideSign, number>> = {
  'systolic-pressure': 30 * 60_000,
  'mean-pressure': 30 * 60_000,
  'diastolic-pressure': 30 * 60_000,
  temperature: 4 * 3_600_000,
};
/** A vital sign that is older is not shown. */
const GONE_MS = 12 * 3_600_000;
/** A replay that runs fast tells a bed's readings together: so many real milliseconds of it are no gap. */
const ALLOWANCE_MS = 5000;

export type Time = { readonly now: number; readonly speed: number };

export const timeOf = (now: number, clock: WallClock | null): Time => ({ now, speed: clock?.speed ?? 1 });

const ageOf = (at: number, { now, speed }: Time): number => now - at - speed * ALLOWANCE_MS;

export type BedStatus =
  | { readonly kind: 'empty' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'no-data'; readonly since: number }
  | { readonly kind: 'live' };

export function bedStatus({ patient, newest }: WallTile, time: Time): BedStatus {
  if (patient === null) return { kind: 'empty' };
  if (newest === null) return { kind: 'waiting' };
  return ageOf(newest, time) > NO_DATA_MS ? { kind: 'no-data', since: newest } : { kind: 'live' };
}

/** For so long it is told that somebody was moved: who comes back from a break must not look for them. */
const MOVED_MS = 3_600_000;

/** The bed that the patient came from a short while ago; `null`: from none. */
export const recentMove = ({ movedFrom }: WallTile, now: number): WallTile['movedFrom'] =>
  movedFrom && now - movedFrom.at < MOVED_MS ? movedFrom : null;

export type ShownValue = {
  readonly value: number | null;
  readonly doubt: string | null;
  /** Milliseconds, where it is worth telling. */
  readonly age: number | null;
  /** It should be newer. */
  readonly late: boolean;
};

const NONE: ShownValue = { value: null, doubt: null, age: null, late: false };

/** The latest reading of a sign; none of a bed whose stream stopped. */
export function shownSign(tile: WallTile, sign: BedsideSign, time: Time): ShownValue {
  const value = tile.signs[sign];
  if (!value || bedStatus(tile, time).kind !== 'live') return NONE;
  const age = ageOf(value.at, time);
  if (age > GONE_MS) return NONE;
  return {
    value: value.value,
    doubt: value.doubt ?? null,
    age: age > AGED_MS ? time.now - value.at : null,
    late: age > (LATE_MS[sign] ?? AGED_MS),
  };
}

export type ShownScore =
  | { readonly kind: 'score'; readonly probability: number; readonly above: boolean; readonly trend: Trend }
  | { readonly kind: 'none'; readonly reason: string };

export type Trend = 'rising' | 'falling' | 'steady' | 'unknown';

/** Change of the probability in an hour that is worth an arrow. */
const STEADY = 0.02;

function trendOf(change: number | null): Trend {
  if (change === null) return 'unknown';
  if (Math.abs(change) < STEADY) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}

/** A score, unless it is of data that stopped or of a line that is lost: then why there is none. */
export function shownScore(score: WallScore | undefined, status: BedStatus, link: Link): ShownScore {
  if (link.state === 'lost') return { kind: 'none', reason: 'no score: connection lost' };
  if (status.kind !== 'live') return { kind: 'none', reason: 'no score: no data' };
  if (!score) return { kind: 'none', reason: 'no score yet' };
  if (score.probability === null)
    return { kind: 'none', reason: `no score: ${score.gap ?? 'not known why'}` };
  return {
    kind: 'score',
    probability: score.probability,
    above: score.probability >= score.threshold,
    trend: trendOf(score.changeInHour),
  };
}
