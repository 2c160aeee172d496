import { countCodes, type DisplayFrame, type GreyFrame } from './display-frame.ts';
import { type GreyScale, toModality } from './grey-scale.ts';
import { isPadding } from './padding.ts';
import { frameHeader, type PictureHeader } from './picture-header.ts';
import { type Window, windowOf } from './window.ts';

/** Modality values between which the picture lies: all but the darkest and the brightest hundredth of its pixels. */
export type Levels = { readonly low: number; readonly high: number };

const LEFT_OUT = 0.01;
/** Frames of a clip that are looked at. */
const SAMPLED = 8;

/** Frames that stand for a clip, evenly spread over it, each the middle of its share. */
export function sampledFrames(frames: number): readonly number[] {
  const count = Math.min(frames, SAMPLED);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * frames) / count));
}

type Counted = { readonly value: number; readonly count: number };

/**
 * Levels over all given frames together, each in the values of its own scale; padding does not count. Where the hundredths
 * leave a single value, the extremes are taken. `null` when no pixel counts.
 */
export function levelsOf(frames: readonly (readonly [GreyFrame, GreyScale])[]): Levels | null {
  const all = frames.flatMap(([frame, scale]) => valuesOf(frame, scale)).sort((a, b) => a.value - b.value);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return null;
  const total = all.reduce((sum, { count }) => sum + count, 0);
  const [low, high] = [rankOf(all, LEFT_OUT * total), rankOf(all, (1 - LEFT_OUT) * total)];
  return low < high ? { low, high } : { low: first.value, high: last.value };
}

/** Levels of a picture with one frame; `null` for colour. */
export const frameLevels = (header: PictureHeader, only: DisplayFrame): Levels | null =>
  only.kind === 'grey' ? levelsOf([[only, frameHeader(header, 0).greyScale]]) : null;

function valuesOf(frame: GreyFrame, scale: GreyScale): Counted[] {
  const { min, step, start, blank } = frame;
  return Array.from(countCodes(frame)).flatMap((count, i) => {
    const code = min + i;
    if (count === 0 || isPadding(blank, code)) return [];
    return [{ value: toModality(scale, code * step + start), count }];
  });
}

function rankOf(sorted: readonly Counted[], rank: number): number {
  let left = rank;
  for (const { value, count } of sorted) {
    left -= count;
    if (left <= 0) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}

export const windowOfLevels = ({ low, high }: Levels): Window => windowOf(low, high);
