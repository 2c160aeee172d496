// What stage one warns of beside sepsis: a patient who is not yet badly off, and will be for two measured hours in a row.
import { type ChannelId, channelOf } from '../hourly/channels.ts';
import type { HourlyStay } from '../hourly/stay.ts';
import { news2 } from '../rules/news2.ts';
import { readingsAt } from '../rules/rules-at.ts';

/** Hours that the question looks ahead. */
export const DETERIORATION_HORIZON = 6;

const LIMITS = {
  /** NEWS2 at which the Royal College of Physicians asks for an emergency response. */
  news2: 7,
  /** mmHg; Surviving Sepsis Campaign 2021, recommendation 29. */
  meanPressure: 65,
  /** %; lower end of the target in those with hypercapnic failure (BTS 2017). */
  saturation: 88,
};

/** A new NEWS2 needs most of its signs anew: less is the old one again. */
const SIGNS = ['respiratory-rate', 'spo2', 'systolic-pressure', 'heart-rate', 'temperature'] as const;
const LEAST_SIGNS = 3;

/** By entry: 1 badly off, 0 not so, NaN not measured. */
type Course = Float32Array;

const courseOf = (stay: HourlyStay, badAt: (hour: number) => boolean | null): Course =>
  Float32Array.from({ length: stay.hours }, (_, hour) => {
    const bad = badAt(hour);
    return bad === null ? Number.NaN : Number(bad);
  });

const below = (stay: HourlyStay, id: ChannelId, limit: number): Course =>
  courseOf(stay, (hour) => {
    const value = stay.series[id][hour] ?? Number.NaN;
    return Number.isNaN(value) ? null : value < limit;
  });

const early = (stay: HourlyStay): Course =>
  courseOf(stay, (hour) => {
    const measured = SIGNS.filter((id) => !Number.isNaN(stay.series[id][hour]));
    if (measured.length < LEAST_SIGNS) return null;
    return (news2(readingsAt(stay, hour)).value ?? 0) >= LIMITS.news2;
  });

/** The newest of the last hours is bad. */
function isBad(course: Course, hour: number): boolean {
  const first = Math.max(0, hour - channelOf('mean-pressure').standsFor);
  for (let at = hour; at >= first; at -= 1) if (!Number.isNaN(course[at])) return course[at] === 1;
  return false;
}

/** Whether two measured hours in a row after an entry are bad; `null`: there are no two. */
function willBeBad(course: Course, hour: number): boolean | null {
  const ahead = course.slice(hour + 1, hour + 1 + DETERIORATION_HORIZON).filter((bad) => !Number.isNaN(bad));
  if (ahead.length < 2) return null;
  return ahead.some((bad, k) => bad === 1 && ahead[k + 1] === 1);
}

function outcomeAt(courses: readonly Course[], hour: number): number {
  if (courses.some((course) => isBad(course, hour))) return Number.NaN;
  const ahead = courses.map((course) => willBeBad(course, hour));
  if (ahead.every((bad) => bad === null)) return Number.NaN;
  return Number(ahead.includes(true));
}

/**
 * By entry: 1 where NEWS2 ≥ 7, a mean pressure < 65 mmHg or SpO2 < 88 % will last two measured hours within the next six; 0
 * where none will; NaN where one of them is so already, or too little is measured afterwards to tell.
 */
export function deteriorationOutcomes(stay: HourlyStay): Float32Array {
  const courses = [
    early(stay),
    below(stay, 'mean-pressure', LIMITS.meanPressure),
    below(stay, 'spo2', LIMITS.saturation),
  ];
  return Float32Array.from({ length: stay.hours }, (_, hour) => outcomeAt(courses, hour));
}
