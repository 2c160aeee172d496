import type { Issue } from '#lib/clinical/issue.ts';
import { type Intervals, intervalsInSeries } from '../hrv/intervals.ts';
import { median } from '../statistics.ts';
import { type ClockOptions, type ClockReading, readClock } from './clock.ts';
import { readColumnNumbers } from './column-numbers.ts';
import { type DeviceQuestion, questionAbout } from './device-question.ts';
import { intervalColumns } from './interval-columns.ts';
import { isPolarHrm, readPolarHrm } from './polar-hrm.ts';

export type IntervalsReading = {
  readonly intervals: Intervals;
  /** Local seconds since midnight at second 0 of the intervals; absent: the file does not tell the time of day. */
  readonly localStart?: number;
  /** ms since the epoch at second 0 of the intervals, a clock without a zone as if UTC; absent: the file tells no day. */
  readonly startMs?: number;
  readonly zoneMinutes?: number | undefined;
  /** In which order the dates are written only the user can tell. */
  readonly undecided?: DeviceQuestion;
  readonly issues: readonly Issue[];
};

const KIND = { label: 'intervals', low: 200, high: 5000 } as const;
/** No heart beats slower than once in ten seconds: a median below this is in seconds. */
const SECONDS_BELOW = 10;
/** Intervals and the file's own times may differ by this much before the times are believed: a gap. */
const GAP_SECONDS = 3;
/** A list in which more is no number is none of intervals. */
const MOST_UNREAD = 0.2;

const warn = (code: Issue['code'], message: string): Issue => ({ code, severity: 'warning', message });

/** Where the file's times show a gap that the intervals do not fill, the later intervals move behind it. */
function moveBehindGaps(intervals: Intervals, times: Float64Array): Intervals {
  let shift = 0;
  const origin = times.find(Number.isFinite) ?? 0;
  const first = intervals.at[times.findIndex(Number.isFinite)] ?? 0;
  const at = intervals.at.map((second, i) => {
    const behind = ((times[i] ?? Number.NaN) - origin) / 1000 - (second + shift - first);
    if (behind > GAP_SECONDS) shift += behind;
    return second + shift;
  });
  return { ms: intervals.ms, at };
}

const DAY_SECONDS = 86_400;

/** When second 0 of the intervals was, as far as the file tells. */
function startOf(clock: ClockReading, intervals: Intervals) {
  const known = clock.ms.findIndex(Number.isFinite);
  const ms = clock.ms[known];
  if (ms === undefined || clock.tells === 'stopwatch') return {};
  const zoneMinutes = clock.zones[known];
  const startMs = ms - 1000 * (intervals.at[known] ?? 0);
  const localStart = (startMs / 1000 + (zoneMinutes ?? 0) * 60 + DAY_SECONDS) % DAY_SECONDS;
  const dated = clock.tells === 'day' && clock.undecided.length === 0;
  return dated ? { localStart, startMs, zoneMinutes } : { localStart };
}

const nothing = (message: string, issues: readonly Issue[] = []): IntervalsReading => ({
  intervals: intervalsInSeries(new Float64Array()),
  issues: [...issues, { code: 'structure', severity: 'error', message }],
});

function ofPolar(text: string): IntervalsReading {
  const { data, localStart, startMs, unread } = readPolarHrm(text);
  if (data.kind === 'none') return nothing(data.because);
  if (data.kind === 'rates')
    return nothing(
      `The file holds a heart rate every ${data.everySeconds} s and no intervals between beats.`,
    );
  return {
    intervals: intervalsInSeries(data.values),
    ...(localStart === undefined ? {} : { localStart }),
    ...(startMs === undefined ? {} : { startMs }),
    issues:
      unread > 0 ? [warn('value-missing', `${unread} lines of [HRData] are no numbers; left out.`)] : [],
  };
}

/**
 * Reads the intervals between beats from text: numbers alone, a table with a column that is named RR, IBI, NN or interval,
 * or a Polar `.hrm` file. Never throws: what was left out or assumed is an issue.
 */
export function readIntervalsFile(text: string, options: ClockOptions = {}): IntervalsReading {
  if (isPolarHrm(text)) return ofPolar(text);
  const columns = intervalColumns(text);
  if ('because' in columns) return nothing(columns.because);
  const { values, issues: said } = readColumnNumbers(columns.cells, KIND);
  const readable = [...values.keys()].filter((i) => (values[i] ?? Number.NaN) > 0);
  const unread = values.length - readable.length;
  if (readable.length === 0) return nothing('The file holds no interval.', said);
  if (!columns.named && unread > MOST_UNREAD * values.length)
    return nothing(
      `The file is no list of intervals: ${unread} of its ${values.length} entries are no numbers.`,
    );
  const issues: Issue[] = [...said];
  if (unread > 0)
    issues.push(warn('value-missing', `${unread} intervals are no positive numbers; left out.`));
  const lengths = Float64Array.from(readable, (i) => values[i] ?? 0);
  const inSeconds = median(lengths) < SECONDS_BELOW;
  if (inSeconds)
    issues.push(warn('assumption', 'The intervals are taken for seconds: their median is below 10.'));
  const intervals = intervalsInSeries(inSeconds ? lengths.map((one) => 1000 * one) : lengths);
  const { times } = columns;
  if (!times) return { intervals, issues };
  const clock = readClock(
    readable.map((i) => times[i] ?? ''),
    options,
  );
  const moved = moveBehindGaps(intervals, clock.ms);
  const question = questionAbout(clock, times, { startMs: 0 });
  return {
    intervals: moved,
    ...startOf(clock, moved),
    ...(question ? { undecided: question } : {}),
    issues: [...issues, ...clock.issues],
  };
}
