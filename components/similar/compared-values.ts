import type { View } from '#lib/similarity/profile.ts';
import type { SpaceView } from '#lib/similarity/space.ts';

/** A value that one of two patients has at least. */
export type ComparedValue = {
  readonly view: string;
  readonly id: string;
  readonly own: number | null;
  readonly other: number | null;
  /** How far each lies from the middle of the training cohort, in its robust spreads; `null`: not known of both. */
  readonly places: readonly [own: number, other: number] | null;
};

/** In the coordinates in which the view compares: after its transform and in spreads. */
function standardised({ inputs, centre, scale }: SpaceView, id: string, value: number): number | null {
  if (inputs.kind !== 'features') return null;
  const at = inputs.features.findIndex((feature) => feature.id === id);
  const feature = inputs.features[at];
  if (!feature) return null;
  const moved = feature.transform === 'log' ? Math.log(value + feature.offset) : value;
  return (moved - (centre[at] ?? 0)) / (scale[at] ?? 1);
}

/** Values of one view in two patients, in the order of the space and then of whoever has more. */
export function compareView(
  view: SpaceView,
  own: View | undefined,
  other: View | undefined,
): readonly ComparedValue[] {
  const named = view.inputs.kind === 'features' ? view.inputs.features.map(({ id }) => id) : [];
  const ids = new Set([...named, ...Object.keys(own?.values ?? {}), ...Object.keys(other?.values ?? {})]);
  return [...ids].flatMap((id) => {
    const [mine, theirs] = [own?.values[id] ?? null, other?.values[id] ?? null];
    if (mine === null && theirs === null) return [];
    const [a = null, b = null] = [mine, theirs].map((value) =>
      value === null ? null : standardised(view, id, value),
    );
    return [
      {
        view: view.id,
        id,
        own: mine,
        other: theirs,
        places: a === null || b === null ? null : ([a, b] as const),
      },
    ];
  });
}
