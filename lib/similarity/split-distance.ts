import { applyMap, completeInputs, type RawInputs } from './place-view.ts';
import type { SpaceView } from './space.ts';

/** What one input does to the distance of two patients. */
export type InputPart = {
  /** Of the first and of the second, centred and scaled; filled where it is missing. */
  readonly scaled: readonly [number, number];
  /** Its part of the squared distance; the parts of all inputs sum to that. Negative: it makes up for another. */
  readonly part: number;
  /** How much the view's map makes of the input alone: the squared distance that one robust spread of it is. */
  readonly weight: number;
};

/**
 * Splits the squared Euclidean distance |M(a − b)|² exactly over the inputs: (a − b)_f · [MᵀM(a − b)]_f.
 *
 * @returns a part for each input of the view
 */
export function splitDistance(view: SpaceView, first: RawInputs, second: RawInputs): readonly InputPart[] {
  const [a, b] = [completeInputs(view, first), completeInputs(view, second)];
  const difference = a.map((value, input) => value - (b[input] ?? 0));
  const moved = applyMap(view, difference);
  return view.centre.map((_, input) => {
    const column = view.map.map((row) => row[input] ?? 0);
    const back = column.reduce((sum, value, axis) => sum + value * (moved[axis] ?? 0), 0);
    return {
      scaled: [a[input] ?? 0, b[input] ?? 0],
      part: (difference[input] ?? 0) * back,
      weight: column.reduce((sum, value) => sum + value * value, 0),
    };
  });
}
