import type { Intervals } from '../hrv/intervals.ts';
import { ratesOfBeats } from './beat-rates.ts';
import type { DeviceAnswers } from './device-question.ts';
import { statedOrder } from './device-question.ts';
import {
  type DeviceReading,
  noSamples,
  nothingRead,
  type ReadingContext,
  warning,
} from './device-reading.ts';
import { type IntervalsReading, readIntervalsFile } from './intervals-file.ts';
import { isPolarHrm, type PolarHrm, readPolarHrm } from './polar-hrm.ts';

const DAY_MS = 86_400_000;

type Start = { readonly startMs: number; readonly zoneMinutes: number | undefined };

/** When a recording began: as it says, else as the user says; `undefined`: to be asked. */
function startOf(
  { startMs, localStart, zoneMinutes }: Pick<IntervalsReading, 'startMs' | 'localStart' | 'zoneMinutes'>,
  answers: DeviceAnswers,
): Start | undefined {
  if (startMs !== undefined) return { startMs, zoneMinutes };
  if (answers.startMs === undefined) return undefined;
  const day = Math.floor(answers.startMs / DAY_MS) * DAY_MS;
  const stated = localStart === undefined ? answers.startMs : day + 1000 * localStart;
  return { startMs: stated, zoneMinutes: undefined };
}

const unzoned = ({ zoneMinutes }: Start) =>
  zoneMinutes === undefined
    ? [warning('assumption', 'The file writes no time zone: its clock is shown as UTC.')]
    : [];

/** Beats of a file: their rate minute by minute, and the intervals as they are. */
function ofIntervals(read: IntervalsReading, intervals: Intervals, answers: DeviceAnswers): DeviceReading {
  const start = startOf(read, answers);
  const asked = read.undecided;
  if (asked) return { samples: noSamples, question: asked, issues: read.issues };
  if (!start) {
    const about = read.localStart === undefined ? 'start' : 'day';
    return { samples: noSamples, intervals, question: { about }, issues: read.issues };
  }
  const heartRate = ratesOfBeats(intervals, start);
  return { samples: { ...noSamples, heartRate }, intervals, issues: [...read.issues, ...unzoned(start)] };
}

/** Rates that a Polar monitor wrote every so many seconds. */
function ofRates(
  { localStart, startMs }: PolarHrm,
  { values, everySeconds }: Extract<PolarHrm['data'], { kind: 'rates' }>,
  answers: DeviceAnswers,
): DeviceReading {
  const start = startOf(
    { ...(localStart !== undefined && { localStart }), ...(startMs !== undefined && { startMs }) },
    answers,
  );
  if (!start)
    return {
      samples: noSamples,
      question: { about: localStart === undefined ? 'start' : 'day' },
      issues: [],
    };
  const heartRate = Array.from(values, (value, i) => {
    const ms = start.startMs + 1000 * everySeconds * i;
    return { ms, end: ms, value, zoneMinutes: undefined, source: 'Polar', kind: 'chest strap' as const };
  });
  return { samples: { ...noSamples, heartRate }, issues: unzoned(start) };
}

/** Reads a list or table of intervals between beats, or a Polar `.hrm`, as a recording of heart rate. */
export function readBeats(text: string, { now }: ReadingContext, answers: DeviceAnswers): DeviceReading {
  const polar = isPolarHrm(text) ? readPolarHrm(text) : undefined;
  if (polar?.data.kind === 'rates') return ofRates(polar, polar.data, answers);
  const order = statedOrder(answers);
  const read = readIntervalsFile(text, order ? { now, order } : { now });
  if (read.intervals.ms.length > 0) return ofIntervals(read, read.intervals, answers);
  return read.issues.length > 0
    ? { samples: noSamples, issues: read.issues }
    : nothingRead('The file holds no interval.');
}
