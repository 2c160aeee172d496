// What the trend charts draw: each analyte's results with their place in the reference range.
import type { ReferenceRange } from '#lib/clinical/analyte.ts';
import { type Analyte, analytes } from '#lib/clinical/analytes.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { type Flag, flagOf, rangeFor } from '#lib/clinical/reference-range.ts';
import { wasKnown } from '#lib/modalities/ehr/known-results.ts';
import type { EhrSlice, SeriesEntry } from '#lib/modalities/ehr/slice.ts';
import type { TimeWindow } from './time-window.ts';

export type LabPoint = { readonly entry: SeriesEntry; readonly flag: Flag };

export type LabSeries = {
  readonly analyte: Analyte;
  /** Canonical unit; `null`: none applies to this patient. */
  readonly range: ReferenceRange | null;
  /** Oldest first. */
  readonly points: readonly LabPoint[];
};

/** The analytes that have any result, readable or not, in contract order. */
export function labSeries({ series, sex }: EhrSlice): readonly LabSeries[] {
  return analytes.flatMap((analyte) => {
    const entries = series[analyte.id] ?? [];
    const range = rangeFor(analyte, sex);
    const points = entries.map((entry) => ({ entry, flag: flagOf(entry.value, range) }));
    return points.length === 0 ? [] : [{ analyte, range, points }];
  });
}

const within = (ms: number, { from, to }: TimeWindow): boolean => ms >= from && ms <= to;

/** Index of the point nearest to a time (ms) within a window; `null` when the window holds none. */
export function nearestIndex(points: readonly LabPoint[], ms: number, window: TimeWindow): number | null {
  let best: number | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, { entry }] of points.entries()) {
    const away = Math.abs(entry.time.ms - ms);
    if (within(entry.time.ms, window) && away < distance) [best, distance] = [index, away];
  }
  return best;
}

/** Whether any result, readable or not, falls into the window. */
export const anyWithin = (points: readonly LabPoint[], window: TimeWindow): boolean =>
  points.some(({ entry }) => within(entry.time.ms, window));

/**
 * The points to draw: those in the window and, so that the line runs to the frame, the neighbour on either side when it
 * is less than a window's length away; a line over a longer silence would suggest a course that nobody measured.
 */
export function drawnIndices(points: readonly LabPoint[], window: TimeWindow): readonly number[] {
  const length = window.to - window.from;
  const reach = { from: window.from - length, to: window.to + length };
  return points.flatMap(({ entry }, index) => {
    if (within(entry.time.ms, window)) return [index];
    const beside = [points[index - 1], points[index + 1]];
    const adjoins = beside.some((point) => point && within(point.entry.time.ms, window));
    return adjoins && within(entry.time.ms, reach) ? [index] : [];
  });
}

/** Index of the newest point that was known at a time, which is what a score at that time saw; else the first. */
export function newestIndex(points: readonly LabPoint[], at: Moment | null): number {
  const index = at === null ? points.length - 1 : points.findLastIndex(({ entry }) => wasKnown(entry, at));
  return Math.max(0, index);
}
