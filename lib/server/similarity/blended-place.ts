import type { Blend } from '#lib/server/database/blend.ts';
import type { SimilaritySpace } from '#lib/similarity/space.ts';
import type { Weights } from '#lib/similarity/weights.ts';

/** The places of a patient, prepared for distances, by view. */
export type PreparedPlaces = ReadonlyMap<string, Float32Array>;

/** Each view brings its axes, one that lifts it to a sphere, and one in which whoever lacks the view differs. */
const BESIDE = 2;

/** How many numbers a place of all views together has. */
export const blendedWidth = ({ views }: SimilaritySpace): number =>
  views.reduce((sum, { map }) => sum + map.length + BESIDE, 0);

const lengthOf = (values: Float32Array): number => Math.hypot(...values);

/**
 * A place on the unit sphere: (x, √(R² − |x|²)) ÷ R. The cosine of two of them is 1 − d²/(2R²) up to the fourth order in
 * length over R, so that the nearest by cosine are the nearest by distance.
 */
function lift(place: Float32Array, radius: number): number[] {
  const length = lengthOf(place);
  const shrink = length > radius ? radius / length : 1;
  const x = [...place].map((value) => (value * shrink) / radius);
  return [...x, Math.sqrt(Math.max(0, 1 - x.reduce((sum, value) => sum + value * value, 0)))];
}

/** Why a view of one weight moves the order as much as another: a cosine of 1 is R² ÷ spread times a unit of −d² ÷ spread. */
const strengthOf = ({ radius, spread }: Blend[string]): number => radius / Math.sqrt(spread);

function blockOf(place: Float32Array | undefined, blend: Blend[string], axes: number): number[] {
  if (place) return [...lift(place, blend.radius), 0];
  const lacking = new Array<number>(axes).fill(0);
  return [...lacking, blend.absent, Math.sqrt(1 - blend.absent ** 2)];
}

/** A place of all views together, as it is stored: every one has the same length, so that near is near by any measure. */
export function blendedPlace(space: SimilaritySpace, blend: Blend, places: PreparedPlaces): Float32Array {
  const blocks = space.views.flatMap(({ id, map }) => {
    const of = blend[id];
    if (!of) return new Array<number>(map.length + BESIDE).fill(0);
    return blockOf(places.get(id), of, map.length).map((value) => value * strengthOf(of));
  });
  return Float32Array.from(blocks);
}

/**
 * What is sought for: the patient's own blocks, each by its weight. Its inner product with a stored place is, but for a constant,
 * −Σ w·d² ÷ spread over the views that the patient has.
 */
export function blendedQuery(
  space: SimilaritySpace,
  blend: Blend,
  places: PreparedPlaces,
  weights: Weights,
): Float32Array {
  const blocks = space.views.flatMap(({ id, map }) => {
    const of = blend[id];
    const place = places.get(id);
    if (!of || !place) return new Array<number>(map.length + BESIDE).fill(0);
    return blockOf(place, of, map.length).map((value) => value * strengthOf(of) * (weights[id] ?? 0));
  });
  return Float32Array.from(blocks);
}
