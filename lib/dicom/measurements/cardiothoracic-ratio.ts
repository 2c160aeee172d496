import type { Point, Spacing } from '../scale.ts';
import { lengthOf } from './geometry.ts';

export type Line = readonly [Point, Point];

type CardiothoracicRatio = {
  /** Widest heart over widest inner chest, 0 … 1; no unit, and no scale needed. */
  readonly ratio: number;
  /** Why the number may mislead; empty for a postero-anterior film. */
  readonly warnings: readonly string[];
};

/**
 * Cardiothoracic ratio (Danzer 1919): two transverse diameters of one postero-anterior film. Above 0.5 is commonly called
 * enlarged in adults. `view` is the file's View Position, `aspect` the height of a pixel over its width.
 */
export function cardiothoracicRatio(
  heart: Line,
  chest: Line,
  view: string,
  aspect: number,
): CardiothoracicRatio {
  const shape: Spacing = { x: 1, y: aspect, basis: 'unstated' };
  const ratio = lengthOf(heart[0], heart[1], shape).value / lengthOf(chest[0], chest[1], shape).value;
  const warnings: string[] = [];
  if (view === 'AP')
    warnings.push('AP film: the heart is magnified, so the ratio is too large and 0.5 is no limit here.');
  else if (view !== 'PA')
    warnings.push('The file does not say that the film is PA; on an AP film the ratio is too large.');
  if (ratio > 1) warnings.push('The heart is wider than the chest: check which line is which.');
  for (const [name, line] of [
    ['heart', heart],
    ['chest', chest],
  ] as const)
    if (slope(line) > 10)
      warnings.push(`The line across the ${name} is ${Math.round(slope(line))}° off the horizontal.`);
  return { ratio, warnings };
}

const slope = ([a, b]: Line): number => {
  const angle = Math.abs((Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI);
  return Math.min(angle, 180 - angle);
};
