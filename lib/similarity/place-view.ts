import { factorise, solveBy } from './cholesky.ts';
import type { SpaceView } from './space.ts';

/** Raw inputs of a view in its order and in canonical units; `null`: missing. */
export type RawInputs = readonly (number | null)[];

/** A view's input after its transform; `null` where a logarithm has no value. */
function transformed(view: SpaceView, column: number, raw: number | null): number | null {
  if (raw === null || !Number.isFinite(raw)) return null;
  const feature = view.inputs.kind === 'features' ? view.inputs.features[column] : undefined;
  if (feature?.transform !== 'log') return raw;
  const shifted = raw + feature.offset;
  return shifted > 0 ? Math.log(shifted) : null;
}

/** Inputs after transform, centred and scaled; `null`: missing. */
export const scaleInputs = (view: SpaceView, raw: RawInputs): (number | null)[] =>
  view.centre.map((centre, column) => {
    const value = transformed(view, column, raw[column] ?? null);
    return value === null ? null : (value - centre) / (view.scale[column] ?? 1);
  });

/** The mean of what is missing given what is there, Σₘₒ · Σₒₒ⁻¹ · xₒ, under the view's covariance; 0 without one. */
function fillMissing({ covariance }: SpaceView, scaled: readonly (number | null)[]): Float64Array {
  const filled = Float64Array.from(scaled, (value) => value ?? 0);
  const there = [...scaled.keys()].filter((k) => scaled[k] !== null);
  if (covariance === undefined || there.length === scaled.length || there.length === 0) return filled;
  const among = factorise(there.map((i) => there.map((j) => covariance[i]?.[j] ?? 0)));
  if (!among) return filled;
  const solved = solveBy(
    among,
    Float64Array.from(there, (k) => filled[k] ?? 0),
  );
  for (const [i, value] of scaled.entries())
    if (value === null)
      filled[i] = there.reduce((sum, k, at) => sum + (covariance[i]?.[k] ?? 0) * (solved[at] ?? 0), 0);
  return filled;
}

/** What a view's map makes of scaled inputs without a gap, or of a difference of such: one coordinate for each of its rows. */
export const applyMap = ({ map }: SpaceView, scaled: Float64Array): Float64Array =>
  Float64Array.from(map, (row) => row.reduce((sum, weight, k) => sum + weight * (scaled[k] ?? 0), 0));

/** Inputs of a view without a gap, centred and scaled: what is missing is its mean given the rest. */
export const completeInputs = (view: SpaceView, raw: RawInputs): Float64Array =>
  fillMissing(view, scaleInputs(view, raw));

/** Least number of inputs that a patient must have to have the view; never none. */
export const leastInputs = ({ centre, leastPresent }: SpaceView): number =>
  Math.max(1, Math.ceil(leastPresent * centre.length - 1e-9));

/** Where a patient lies in a view, or why nowhere, as a sentence. */
export type Placement = { readonly place: Float32Array } | { readonly gap: string };

/**
 * Places a patient in a view: transform, centre and scale, fill what is missing, map.
 *
 * @param raw in the order of the view's inputs; a number that is not finite, or has no logarithm, counts as missing
 * @returns coordinates, one for each row of the map
 */
export function placeView(view: SpaceView, raw: RawInputs): Placement {
  if (raw.length !== view.centre.length)
    return { gap: `It has ${raw.length} numbers where ${view.centre.length} were learned from.` };
  const there = scaleInputs(view, raw).filter((value) => value !== null).length;
  const least = leastInputs(view);
  if (there < least) {
    const all = `${view.centre.length} values`;
    return {
      gap:
        there === 0
          ? `None of ${all} is there.`
          : `Only ${there} of ${all} are there, and ${least} are needed.`,
    };
  }
  const mapped = applyMap(view, completeInputs(view, raw));
  const place = Float32Array.from(mapped, (value, axis) => value + (view.shift?.[axis] ?? 0));
  if (!place.every(Number.isFinite)) return { gap: 'Its values are too large to compute with.' };
  if (view.distance === 'cosine' && place.every((value) => value === 0))
    return { gap: 'It has no direction to compare, as all of its coordinates are 0.' };
  return { place };
}
