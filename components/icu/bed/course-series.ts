// What is drawn of a course: plots one above the other, each with its lines.
import { CONDITIONS, SIGNS, signUnit } from '#components/icu/icu-text.ts';
import type { BedsideSign } from '#lib/icu/events/stream-event.ts';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import type { LabCourse } from './lab-course.ts';

export type CoursePoint = { readonly at: number; readonly value: number | null; readonly doubt?: string };

export type CourseLine = {
  readonly key: string;
  readonly label: string;
  readonly decimals: number;
  /** Oldest first. */
  readonly points: readonly CoursePoint[];
};

export type CoursePlotData = {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** Limits that are shown at least. */
  readonly least: readonly [low: number, high: number];
  readonly lines: readonly CourseLine[];
  /** Above it there is an alert, for each line. */
  readonly thresholds: readonly number[];
  /** A line between two points that are farther apart would be made up, ms. */
  readonly longestGap: number;
  /** For so long a value is told as the one of a time, ms. */
  readonly holdsFor: number;
  /** What is usual, shaded; `null`: not known, or not asked. */
  readonly range: LabCourse['range'];
  /** Each point is a mark: there are few, and their times matter. */
  readonly marked: boolean;
};

const MINUTE_MS = 60_000;
const SIGN_GAP_MS = 5 * MINUTE_MS;
/** Without an arterial line a cuff measures each half hour: points, since between them nobody knows. */
const CUFF_HOLDS_MS = 45 * MINUTE_MS;
const TEMPERATURE_GAP_MS = 6 * 60 * MINUTE_MS;
const SCORE_GAP_MS = 90 * MINUTE_MS;
const LAB_GAP_MS = 24 * 60 * MINUTE_MS;

type SignPlot = {
  readonly title: string;
  readonly signs: readonly BedsideSign[];
  readonly least: readonly [low: number, high: number];
  readonly longestGap: number;
  readonly holdsFor: number;
};

const STEADY = { longestGap: SIGN_GAP_MS, holdsFor: SIGN_GAP_MS };

const SIGN_PLOTS: readonly SignPlot[] = [
  {
    title: 'Heart and respiratory rate',
    signs: ['heart-rate', 'respiratory-rate'],
    least: [10, 110],
    ...STEADY,
  },
  {
    title: 'Arterial pressure',
    signs: ['systolic-pressure', 'mean-pressure', 'diastolic-pressure'],
    least: [50, 130],
    longestGap: SIGN_GAP_MS,
    holdsFor: CUFF_HOLDS_MS,
  },
  { title: 'Oxygen saturation', signs: ['spo2'], least: [88, 100], ...STEADY },
  {
    title: 'Temperature',
    signs: ['temperature'],
    least: [36, 38.5],
    longestGap: TEMPERATURE_GAP_MS,
    holdsFor: TEMPERATURE_GAP_MS,
  },
];

const signLine = (course: BedCourse, sign: BedsideSign): CourseLine => ({
  key: sign,
  label: SIGNS[sign].name,
  decimals: SIGNS[sign].decimals,
  points: course.signs[sign] ?? [],
});

/** Risk of both conditions in per cent, and vital signs. */
export function signPlots(course: BedCourse): readonly CoursePlotData[] {
  const risk: CoursePlotData = {
    key: 'risk',
    title: 'Risk',
    unit: '%',
    least: [0, 30],
    lines: course.scores.map(({ condition, points }) => ({
      key: condition,
      label: CONDITIONS[condition].name,
      decimals: 0,
      points: points.map(({ at, probability }) => ({
        at,
        value: probability === null ? null : probability * 100,
      })),
    })),
    thresholds: course.scores.flatMap(({ points }) => {
      const threshold = points.at(-1)?.threshold;
      return threshold === undefined ? [] : [threshold * 100];
    }),
    longestGap: SCORE_GAP_MS,
    holdsFor: SCORE_GAP_MS,
    range: null,
    marked: false,
  };
  const signs = SIGN_PLOTS.map(({ title, signs: ids, ...drawn }): CoursePlotData => {
    const [first] = ids;
    return {
      key: title,
      title,
      unit: first ? signUnit(first) : '',
      ...drawn,
      lines: ids.map((sign) => signLine(course, sign)),
      thresholds: [],
      range: null,
      marked: false,
    };
  });
  return [risk, ...signs];
}

/** Results of one analyte, over what is usual of it. */
export function labPlot({ id, label, unit, decimals, points, range }: LabCourse): CoursePlotData {
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return {
    key: id,
    title: label,
    unit,
    least: [Math.min(low, range?.low ?? low), Math.max(high, range?.high ?? high)],
    lines: [{ key: id, label, decimals, points }],
    thresholds: [],
    longestGap: LAB_GAP_MS,
    holdsFor: LAB_GAP_MS,
    range,
    marked: true,
  };
}

/** The last point at or before a time, unless it is older than it holds. */
export function pointAtTime({ points }: CourseLine, at: number, holdsFor: number): CoursePoint | null {
  const index = points.findLastIndex((point) => point.at <= at);
  const point = points[index];
  return point && at - point.at <= holdsFor ? point : null;
}

/** Points that no line reaches: without a mark they would not be seen. */
export const alonePoints = ({ points }: CourseLine, longestGap: number): readonly CoursePoint[] =>
  points.filter(({ at }, place) => {
    const [before, after] = [points[place - 1], points[place + 1]];
    const reached = (other: CoursePoint | undefined) =>
      other !== undefined && other.value !== null && Math.abs(other.at - at) <= longestGap;
    return !reached(before) && !reached(after);
  });

export const pointText = (point: CoursePoint | null, decimals: number): string =>
  point === null || point.value === null
    ? '–'
    : `${point.value.toFixed(decimals)}${point.doubt === undefined ? '' : ' ?'}`;
