import { dateTimeMs } from './date-time.ts';
import { groupOf, ownGroupOf } from './functional-groups.ts';
import { doubleOf, stringOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/** The attribute by which a frame of an enhanced object tells its own time. */
export type FrameClock =
  | 'TemporalPositionTimeOffset'
  | 'NominalCardiacTriggerDelayTime'
  | 'FrameReferenceDateTime'
  | 'FrameAcquisitionDateTime';

/** What tells the time of a frame, in ms from any common start, best first (PS3.3 C.7.6.16.2). */
const CLOCKS: readonly (readonly [
  FrameClock,
  macro: number,
  read: (group: DataSet) => number | undefined,
])[] = [
  [
    'TemporalPositionTimeOffset',
    TAGS.TemporalPositionSequence,
    (group) => {
      const seconds = doubleOf(group, TAGS.TemporalPositionTimeOffset);
      return seconds === undefined ? undefined : 1000 * seconds;
    },
  ],
  [
    'NominalCardiacTriggerDelayTime',
    TAGS.CardiacSynchronizationSequence,
    (group) => doubleOf(group, TAGS.NominalCardiacTriggerDelayTime),
  ],
  [
    'FrameReferenceDateTime',
    TAGS.FrameContentSequence,
    (group) => dateTimeMs(stringOf(group, TAGS.FrameReferenceDateTime)),
  ],
  [
    'FrameAcquisitionDateTime',
    TAGS.FrameContentSequence,
    (group) => dateTimeMs(stringOf(group, TAGS.FrameAcquisitionDateTime)),
  ],
];

/**
 * Durations of the frames of an enhanced object from their own times; `null` unless they lie in one plane and each comes
 * after the one before it, by 1 ms to 10 s.
 */
export function frameTimes(set: DataSet, frames: number) {
  if (frames < 2 || !isOnePlane(set, frames)) return null;
  for (const [source, macro, read] of CLOCKS) {
    const times = Array.from({ length: frames }, (_, i) => {
      const group = ownGroupOf(set, macro, i);
      return group ? read(group) : undefined;
    });
    const steps = times.slice(1).map((time, i) => (time ?? Number.NaN) - (times[i] ?? Number.NaN));
    if (steps.every((ms) => ms >= 1 && ms <= 10_000))
      return { durations: [...steps, steps.at(-1) ?? 0], source };
  }
  return null;
}

function isOnePlane(set: DataSet, frames: number): boolean {
  const place = (i: number) => stringsJoined(groupOf(set, TAGS.PlanePositionSequence, i));
  const first = place(0);
  return Array.from({ length: frames }, (_, i) => i).every((i) => place(i) === first);
}

const stringsJoined = (group: DataSet): string => {
  const element = group.get(TAGS.ImagePositionPatient);
  return element?.kind === 'value' ? String.fromCharCode(...element.bytes) : '';
};
