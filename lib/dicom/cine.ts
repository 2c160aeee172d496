import { decimalOf, decimalsOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/** How long each frame stands, in ms, and where that is written (PS3.3 C.7.6.5). */
export type Cine = {
  readonly durations: readonly number[];
  readonly source: 'FrameTimeVector' | 'FrameTime' | 'CineRate' | 'RecommendedDisplayFrameRate' | null;
};

/** When the file does not say. */
const ASSUMED_RATE = 25;
const plausible = (ms: number): boolean => ms >= 1 && ms <= 10_000;

/** Durations of `frames` frames; `source` null: a rate of 25 per second is assumed. */
export function readCine(set: DataSet, frames: number): Cine {
  const vector = decimalsOf(set, TAGS.FrameTimeVector);
  // Entry i is the time from the frame before; the last frame stands as long as the one before it.
  const increments = vector.length === frames ? [...vector.slice(1), vector.at(-1) ?? 0] : [];
  if (increments.length > 0 && increments.every(plausible))
    return { durations: increments, source: 'FrameTimeVector' };
  const even = (ms: number | undefined, source: Cine['source']): Cine | null =>
    ms !== undefined && plausible(ms) ? { durations: Array<number>(frames).fill(ms), source } : null;
  const perSecond = (tag: number): number | undefined => {
    const rate = decimalOf(set, tag);
    return rate !== undefined && rate > 0 ? 1000 / rate : undefined;
  };
  return (
    even(decimalOf(set, TAGS.FrameTime), 'FrameTime') ??
    even(perSecond(TAGS.CineRate), 'CineRate') ??
    even(perSecond(TAGS.RecommendedDisplayFrameRate), 'RecommendedDisplayFrameRate') ?? {
      durations: Array<number>(frames).fill(1000 / ASSUMED_RATE),
      source: null,
    }
  );
}

/** Frames per second on average. */
export const rateOf = ({ durations }: Cine): number =>
  (1000 * durations.length) / durations.reduce((total, ms) => total + ms, 0);

/** The frame that stands `ms` after the first one began; past the end it begins anew, or stays at the last. */
export function frameAt({ durations }: Cine, ms: number, loop: boolean): number {
  const total = durations.reduce((sum, duration) => sum + duration, 0);
  let left = loop ? ms % total : Math.min(ms, total - 1);
  for (let i = 0; i < durations.length; i += 1) {
    left -= durations[i] ?? 0;
    if (left < 0) return i;
  }
  return durations.length - 1;
}
