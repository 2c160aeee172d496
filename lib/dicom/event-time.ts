import { dayOf, offsetOf, readDateTime, timeOf, zoneText } from './date-time.ts';
import type { Notes } from './notes.ts';
import { stringOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { type Keyword, TAGS } from './tags.ts';

/** Date and time of one event of a picture: never the day of one with the time of another. */
type EventTime = {
  readonly event: 'Acquired' | 'Content' | 'Series' | 'Study';
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `hh:mm`; empty where the file gives this event no time. */
  readonly time: string;
  /** `+0200`; empty where the file does not state its zone. */
  readonly offset: string;
};

/** Nearest to the picture first. */
const EVENTS: readonly (readonly [EventTime['event'], day: Keyword, time: Keyword])[] = [
  ['Acquired', 'AcquisitionDate', 'AcquisitionTime'],
  ['Content', 'ContentDate', 'ContentTime'],
  ['Series', 'SeriesDate', 'SeriesTime'],
  ['Study', 'StudyDate', 'StudyTime'],
];

/** When the picture came to be, by the event nearest to it that has a date; `null` when none has. */
export function readEventTime(set: DataSet, notes: Notes): EventTime | null {
  const zone = offsetOf(stringOf(set, TAGS.TimezoneOffsetFromUTC));
  const events = EVENTS.flatMap(([event, day, time]) => pairOf(set, event, [day, time], zone, notes));
  const acquired = events.find(({ event }) => event === 'Acquired');
  const whole = acquisitionDateTime(set, zone, notes);
  if (whole && acquired && !agree(whole, acquired)) {
    notes.add(
      'AcquisitionDateTime',
      'AcquisitionDateTime contradicts AcquisitionDate and AcquisitionTime: the picture is dated by another event.',
    );
    return events.find(({ event }) => event !== 'Acquired') ?? null;
  }
  return whole ?? events[0] ?? null;
}

function pairOf(
  set: DataSet,
  event: EventTime['event'],
  [dayKey, timeKey]: readonly [Keyword, Keyword],
  offset: string,
  notes: Notes,
): EventTime[] {
  const written = stringOf(set, TAGS[dayKey]);
  const day = dayOf(written);
  if (day !== null) return [{ event, day, time: minutes(timeOf(stringOf(set, TAGS[timeKey]))), offset }];
  if (written !== '') notes.add(dayKey, `${dayKey} is no day of the calendar, and is not used.`);
  return [];
}

function acquisitionDateTime(set: DataSet, zone: string, notes: Notes): EventTime | null {
  const written = stringOf(set, TAGS.AcquisitionDateTime);
  const moment = readDateTime(written);
  if (!moment && written !== '')
    notes.add('AcquisitionDateTime', 'AcquisitionDateTime names no day of the calendar, and is not used.');
  if (!moment) return null;
  return { event: 'Acquired', day: moment.day, time: minutes(moment.time), offset: moment.offset || zone };
}

const minutes = (time: string | null): string => (time ?? '').slice(0, 5);

/** Two statements of one moment; of different zones they are not compared. */
const agree = (one: EventTime, other: EventTime): boolean =>
  one.offset !== other.offset ||
  (one.day === other.day && (one.time === '' || other.time === '' || one.time === other.time));

/** `Acquired 2031-04-05 13:20 UTC+02:00`. */
export function eventTimeText({ event, day, time, offset }: EventTime): string {
  if (time === '') return `${event} ${day}`;
  return `${event} ${day} ${time} ${zoneText(offset) || '(zone not stated)'}`;
}
