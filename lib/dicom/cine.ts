import { type FrameClock, frameTimes } from './frame-times.ts';
import type { Notes } from './notes.ts';
import { decimalOf, decimalsInPlace, tagsOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { type Keyword, TAGS, tagText } from './tags.ts';

/** How long each frame stands, in ms, and where that is written (PS3.3 C.7.6.5). */
export type Cine = {
  readonly durations: readonly number[];
  readonly source: CineSource | null;
  /** The frames follow each other in time; `false`: in space or another order, and `durations` is only how they play. */
  readonly timed: boolean;
};

type CineSource =
  | 'FrameTimeVector'
  | 'FrameTime'
  | 'CineRate'
  | 'RecommendedDisplayFrameRate'
  | FrameClock
  | 'the film itself';

/** When the file does not say. */
const ASSUMED_RATE = 25;
const plausible = (ms: number | undefined): ms is number => ms !== undefined && ms >= 1 && ms <= 10_000;

type Timing = { readonly durations: readonly number[]; readonly source: CineSource };

/** Durations of `frames` frames; `source` null: a rate of 25 per second is assumed. */
export function readCine(set: DataSet, frames: number, notes: Notes): Cine {
  const pointed = tagsOf(set, TAGS.FrameIncrementPointer);
  const isTime = pointed.some((tag) => tag === TAGS.FrameTime || tag === TAGS.FrameTimeVector);
  const timed = frames > 1 && (pointed.length === 0 || isTime);
  if (!timed && frames > 1)
    notes.add(
      'FrameIncrementPointer',
      `The frames do not follow each other in time but by ${pointed.map(tagText).join(', ')}.`,
      'information',
    );
  const stated = timed ? increments(set, frames, pointed, notes) : null;
  const timing = stated ?? rates(set, frames);
  if (timing) return { ...timing, timed };
  return { durations: Array<number>(frames).fill(1000 / ASSUMED_RATE), source: null, timed };
}

/** The attribute that Frame Increment Pointer names; without it the only one there is, or the frames' own times. */
function increments(set: DataSet, frames: number, pointed: readonly number[], notes: Notes): Timing | null {
  const time = frameTime(set, frames, notes);
  const vector = frameTimeVector(set, frames, notes);
  if (pointed.includes(TAGS.FrameTime)) return time ?? missing('FrameTime', vector, notes);
  if (pointed.includes(TAGS.FrameTimeVector)) return vector ?? missing('FrameTimeVector', time, notes);
  if (time && vector && !agree(time, vector)) {
    notes.add(
      'FrameIncrementPointer',
      'FrameTime and FrameTimeVector contradict each other and the file does not say which one holds: neither is used.',
    );
    return null;
  }
  return vector ?? time ?? frameTimes(set, frames);
}

function missing(named: Keyword, other: Timing | null, notes: Notes): Timing | null {
  const instead = other ? `, and ${other.source} is taken instead` : '';
  notes.add(
    'FrameIncrementPointer',
    `The file refers to ${named} for its timing and has none that can be${instead}.`,
  );
  return other;
}

const agree = (one: Timing, other: Timing): boolean =>
  one.durations.every((ms, i) => Math.abs(ms - (other.durations[i] ?? 0)) <= Math.max(1, 0.02 * ms));

function frameTime(set: DataSet, frames: number, notes: Notes): Timing | null {
  const ms = decimalOf(set, TAGS.FrameTime);
  if (plausible(ms)) return { durations: Array<number>(frames).fill(ms), source: 'FrameTime' };
  if (ms !== undefined && ms !== 0)
    notes.add('FrameTime', `FrameTime is ${ms} ms, which is no time of a clip, and is not used.`);
  return null;
}

/** Entry i is the time from the frame before; the last frame stands as long as the one before it. */
function frameTimeVector(set: DataSet, frames: number, notes: Notes): Timing | null {
  const vector = decimalsInPlace(set, TAGS.FrameTimeVector);
  if (vector.length === 0) return null;
  const durations = [...vector.slice(1), vector.at(-1)].filter(plausible);
  if (vector.length === frames && durations.length === frames)
    return { durations, source: 'FrameTimeVector' };
  const reason =
    vector.length === frames
      ? 'holds times that cannot be'
      : `has ${vector.length} times for ${frames} frames`;
  notes.add('FrameTimeVector', `FrameTimeVector ${reason}, and is not used.`);
  return null;
}

function rates(set: DataSet, frames: number): Timing | null {
  for (const source of ['CineRate', 'RecommendedDisplayFrameRate'] as const) {
    const rate = decimalOf(set, TAGS[source]) ?? 0;
    const ms = rate > 0 ? 1000 / rate : undefined;
    if (plausible(ms)) return { durations: Array<number>(frames).fill(ms), source };
  }
  return null;
}

/** Frames per second on average. */
export const rateOf = ({ durations }: Pick<Cine, 'durations'>): number =>
  (1000 * durations.length) / durations.reduce((total, ms) => total + ms, 0);

/** The frame that stands `ms` after the first one began; past the end it begins anew, or stays at the last. */
export function frameAt({ durations }: Pick<Cine, 'durations'>, ms: number, loop: boolean): number {
  const total = durations.reduce((sum, duration) => sum + duration, 0);
  let left = loop ? ms % total : Math.min(ms, total - 1);
  for (let i = 0; i < durations.length; i += 1) {
    left -= durations[i] ?? 0;
    if (left < 0) return i;
  }
  return durations.length - 1;
}
