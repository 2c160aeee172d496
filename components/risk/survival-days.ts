import type { Scored } from '#lib/contract/risk-report.ts';

type Days = Scored['survival'];

const WEEK = 7;
/** A label at the horizon replaces that of the last week when it would lie nearer than this, in days. */
const APART = 4;

/** Days that are labelled below a curve: each week, and its end. */
export function dayMarks(horizonDays: number): readonly number[] {
  const weeks = Array.from({ length: Math.floor(horizonDays / WEEK) + 1 }, (_, week) => week * WEEK);
  const rest = horizonDays - (weeks.at(-1) ?? 0);
  return [...(rest >= APART ? weeks : weeks.slice(0, -1)), horizonDays];
}

/** Index of the day nearest to a time in days. */
export function nearestDay(days: Days, time: number): number {
  let best = 0;
  for (const [index, { day }] of days.entries())
    if (Math.abs(day - time) < Math.abs((days[best]?.day ?? 0) - time)) best = index;
  return best;
}

/** The index to which a key leads; `null` for keys that mean nothing here. */
export function steppedDay(key: string, at: number, count: number): number | null {
  const target = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    Home: 0,
    End: count - 1,
  }[key];
  return target === undefined ? null : Math.min(count - 1, Math.max(0, target));
}
