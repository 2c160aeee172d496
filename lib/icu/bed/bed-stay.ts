import { emptyStay, type HourlyStay } from '../hourly/stay.ts';
import type { BedState } from './bed-state.ts';
import { HOUR_MS, hourOf, type Placement } from './facts.ts';

/** More hours than this before now say nothing of it, and a slip of a clock would make a stay of years. */
const LONGEST_STAY = 24 * 30;

/** A stay as it is known, its last entry, and when that entry's newest reading was taken. */
export type KnownStay = {
  readonly stay: HourlyStay;
  /** The hour of the newest reading. */
  readonly hour: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly placement: Placement | null;
};

const hoursBetween = (from: number | null | undefined, to: number | undefined): number | null =>
  from == null || to === undefined ? null : (from - to) / HOUR_MS;

const known = <T>(placements: readonly Placement[], read: (one: Placement) => T | null): T | null =>
  placements.reduce<T | null>((found, one) => read(one) ?? found, null);

/** The first hour of the stay: that of the admission, or of the first reading where nobody told of one. */
function firstHourOf(bed: BedState, admittedAt: number | null, last: number): number {
  const told = admittedAt === null ? null : hourOf(admittedAt);
  let first = told ?? last;
  if (told === null) for (const { at } of bed.readings()) first = Math.min(first, hourOf(at));
  return Math.max(first, last - LONGEST_STAY + 1);
}

/** The stay in intensive care that the events tell of; `null`: nothing was measured since the admission. */
export function stayOf(bed: BedState): KnownStay | null {
  const { newest } = bed;
  if (newest === null) return null;
  const placements = bed.placements();
  const placement = placements.at(-1) ?? null;
  const last = hourOf(newest);
  const first = firstHourOf(bed, placement?.admittedAt ?? null, last);
  if (first > last) return null;
  const admitted = placement ? hourOf(placement.admittedAt) : first;
  const stay = emptyStay({
    hours: last - first + 1,
    firstHour: first - admitted + 1,
    age: known(placements, ({ age }) => age),
    sex: known(placements, ({ sex }) => sex),
    hoursBeforeUnit: hoursBetween(placement?.hospitalAdmittedAt, placement?.admittedAt),
  });
  for (const { channel, at, value } of bed.readings()) {
    const entry = hourOf(at) - first;
    if (entry >= 0) stay.series[channel][entry] = value;
  }
  return { stay, hour: last - first, at: newest, placement };
}
