// What the trend charts draw: each analyte's results with their place in the reference range.
import type { Analyte, ReferenceRange } from '#lib/clinical/analyte.ts';
import { analytes } from '#lib/clinical/analytes.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { EhrSlice, SeriesEntry } from '#lib/modalities/ehr/slice.ts';

/** `unranged`: a number without a reference range to judge it by. */
export type Flag = 'low' | 'normal' | 'high' | 'unranged' | 'unreadable';

export type LabPoint = { readonly entry: SeriesEntry; readonly flag: Flag };

export type LabSeries = {
  readonly analyte: Analyte;
  /** Canonical unit; `null`: none applies to this patient. */
  readonly range: ReferenceRange | null;
  /** Oldest first. */
  readonly points: readonly LabPoint[];
};

/** The range for the patient's sex; where ranges differ by sex and the sex is unknown there is none. */
export function rangeFor(analyte: Analyte, sex: Sex | null): ReferenceRange | null {
  return analyte.reference.find((range) => range.sex === undefined || range.sex === sex) ?? null;
}

function flagOf(value: number | null, range: ReferenceRange | null): Flag {
  if (value === null) return 'unreadable';
  if (!range) return 'unranged';
  if (range.low !== null && value < range.low) return 'low';
  return range.high !== null && value > range.high ? 'high' : 'normal';
}

/** The analytes that have any result, readable or not, in contract order. */
export function labSeries({ series, sex }: EhrSlice): readonly LabSeries[] {
  return analytes.flatMap((analyte) => {
    const entries = series[analyte.id] ?? [];
    const range = rangeFor(analyte, sex);
    const points = entries.map((entry) => ({ entry, flag: flagOf(entry.value, range) }));
    return points.length === 0 ? [] : [{ analyte, range, points }];
  });
}

/** Index of the point nearest to a time (ms) within a window; `null` when the window holds none. */
export function nearestIndex(
  points: readonly LabPoint[],
  ms: number,
  { from, to }: { readonly from: number; readonly to: number },
): number | null {
  let best: number | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, { entry }] of points.entries()) {
    const away = Math.abs(entry.time.ms - ms);
    if (entry.time.ms >= from && entry.time.ms <= to && away < distance) [best, distance] = [index, away];
  }
  return best;
}

/** Index of the newest point at or before a time, which is what a score at that time saw; else the first. */
export function newestIndex(points: readonly LabPoint[], at: number | null): number {
  const index = at === null ? points.length - 1 : points.findLastIndex(({ entry }) => entry.time.ms <= at);
  return Math.max(0, index);
}
