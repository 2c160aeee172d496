import { addLocalDays, atLocalTime, localDay } from '../calendar.ts';
import { nonEmpty, openStream } from '../stream.ts';

/** An appointment at the heart failure clinic after a discharge. Times in ms since the epoch, UTC. */
export type FollowUp = {
  readonly startMs: number;
  readonly endMs: number;
  /** The patient comes, stays away, or it is called off before its day. */
  readonly fate: 'kept' | 'missed' | 'called-off';
};

/**
 * Shares of those who are discharged, of no hospital: chosen so that two thirds have a visit that counts and that a reader
 * meets each of the other cases.
 */
const SHARES = { kept: 0.68, missed: 0.04, calledOff: 0.04 } as const;
/** Days after the discharge: about the one to two weeks of the 2021 ESC guideline. */
const FIRST_DAY = 4;
const LAST_DAY = 13;
const MINUTES = 30;

/** 1 January 1970 was a Thursday. */
const isWeekday = (day: number): boolean => ![0, 6].includes((day + 4) % 7);

function drawFate(share: number): FollowUp['fate'] | null {
  if (share < SHARES.kept) return 'kept';
  if (share < SHARES.kept + SHARES.missed) return 'missed';
  return share < SHARES.kept + SHARES.missed + SHARES.calledOff ? 'called-off' : null;
}

/**
 * What is agreed on at a discharge: on a weekday, begun from 9:00 to 16:00 by the hospital's clock. `null`: nothing.
 *
 * @param dischargeMs ms since the epoch, UTC
 */
export function drawFollowUp(seed: number, patient: number, dischargeMs: number): FollowUp | null {
  const stream = openStream(seed, patient, 'follow-up-visit');
  const fate = drawFate(stream.uniform());
  if (fate === null) return null;
  const discharged = localDay(dischargeMs);
  const span = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, k) => FIRST_DAY + k);
  const days = span.filter((later) => isWeekday(discharged + later));
  const day = addLocalDays(dischargeMs, stream.pick(nonEmpty(days)));
  const startMs = atLocalTime(day, stream.integer(18, 32) * MINUTES);
  return { startMs, endMs: startMs + MINUTES * 60_000, fate };
}
