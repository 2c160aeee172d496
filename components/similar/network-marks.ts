// How each patient of the network is drawn: on the screen and in what is saved of it.
import type { GroupColour, Grouping } from './member-groups.ts';
import type { Shape } from './shapes.ts';

export type NetworkMark = {
  readonly colour: GroupColour | 'ink';
  readonly shape: Shape;
  /** Pixels. */
  readonly radius: number;
  /** `null`: none. */
  readonly label: string | null;
  /** Of those on which the reader did not look. */
  readonly faint: boolean;
};

export type NetworkLook = {
  readonly grouping: Grouping;
  /** Place of the patient among the marks; `null`: nobody is asked about. */
  readonly middle: number | null;
  /** Places of the nearest, the first one first. */
  readonly nearest: readonly number[];
  /** Place of the neighbour whom the reader looks at. */
  readonly chosen: number | null;
  /** Places that the reader chose on a map; `null`: nothing is chosen. */
  readonly selected: ReadonlySet<number> | null;
};

const RADIUS = { patient: 13, chosen: 11, near: 8, other: 4.5 };

function markOf(place: number, rank: number, look: NetworkLook): NetworkMark {
  if (place === look.middle)
    return { colour: 'ink', shape: 'diamond', radius: RADIUS.patient, label: 'This patient', faint: false };
  const { grouping, chosen, selected } = look;
  const group = grouping.groups[grouping.of[place] ?? 0];
  const isChosen = place === chosen;
  const isNear = rank > 0;
  return {
    colour: group?.colour ?? 'group-rest',
    shape: group?.shape ?? 'circle',
    radius: isChosen ? RADIUS.chosen : isNear ? RADIUS.near : RADIUS.other,
    label: isNear ? String(rank) : null,
    faint: selected !== null && !selected.has(place) && !isChosen,
  };
}

/** One mark for each patient of the cohort, and one more for a patient who is not in it: `count` in all. */
export function networkMarks(count: number, look: NetworkLook): readonly NetworkMark[] {
  const ranks = new Map(look.nearest.map((place, index) => [place, index + 1]));
  return Array.from({ length: count }, (_, place) => markOf(place, ranks.get(place) ?? 0, look));
}
