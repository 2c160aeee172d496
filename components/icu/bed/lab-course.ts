// Results of the laboratory in the order in which they matter: what drives a score, what is unusual, the rest by name.
import { labDecimals, labLabel, labUnit } from '#components/icu/lab-rows.ts';
import type { AlertFactor } from '#lib/icu/alerts/alert.ts';
import { usualRange } from '#lib/icu/hourly/usual-ranges.ts';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import type { WallTile, WallValue } from '#lib/icu/wall/wall-message.ts';

/** Log-odds that a result must move a score by to be called a reason of it. */
const LEAST_SHARE = 0.1;

export type LabCourse = {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly decimals: number;
  /** Oldest first; never empty. */
  readonly points: readonly WallValue[];
  readonly last: WallValue;
  readonly range: { readonly low: number | null; readonly high: number | null } | null;
  /** Of the last value; a doubtful one is not judged. */
  readonly flag: 'low' | 'high' | null;
  /** By how much it moves a score now, in log-odds; 0: it is no reason. */
  readonly share: number;
};

export const matters = ({ flag, share }: LabCourse): boolean => flag !== null || share !== 0;

/** The largest share of each measure over both scores. */
function sharesOf({ scores }: Pick<WallTile, 'scores'>): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  const all: readonly AlertFactor[] = scores.flatMap(({ factors }) => factors);
  for (const { feature, share } of all)
    if (Math.abs(share) >= LEAST_SHARE && Math.abs(share) > Math.abs(shares.get(feature) ?? 0))
      shares.set(feature, share);
  return shares;
}

function flagOf({ value, doubt }: WallValue, range: LabCourse['range']): LabCourse['flag'] {
  if (range === null || doubt !== undefined) return null;
  if (range.low !== null && value < range.low) return 'low';
  return range.high !== null && value > range.high ? 'high' : null;
}

const rank = ({ flag, share }: LabCourse): number => (share !== 0 ? 0 : flag === null ? 2 : 1);

export function labCourses(
  { laboratory }: Pick<BedCourse, 'laboratory'>,
  tile: Pick<WallTile, 'scores'>,
): readonly LabCourse[] {
  const shares = sharesOf(tile);
  return Object.entries(laboratory)
    .flatMap(([id, points]): LabCourse[] => {
      const last = points.at(-1);
      if (!last) return [];
      const range = usualRange(id);
      const named = { id, label: labLabel(id), unit: labUnit(id, last.unit), decimals: labDecimals(id) };
      return [{ ...named, points, last, range, flag: flagOf(last, range), share: shares.get(id) ?? 0 }];
    })
    .sort(
      (a, b) =>
        rank(a) - rank(b) || Math.abs(b.share) - Math.abs(a.share) || a.label.localeCompare(b.label, 'en'),
    );
}

/** `2–4.5`, `up to 2`, `from 92`; nothing where no table knows it. */
export function rangeText({ range, decimals }: LabCourse): string {
  if (range === null) return '';
  const [low, high] = [range.low?.toFixed(decimals), range.high?.toFixed(decimals)];
  if (low === undefined) return high === undefined ? '' : `up to ${high}`;
  return high === undefined ? `from ${low}` : `${low} to ${high}`;
}
