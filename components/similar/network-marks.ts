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
  /** `auto`: written where there is room for it. */
  readonly labelled: 'visible' | 'auto' | 'hidden';
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

/** Numbers of the first stand in the network even where they lie close together. */
const ALWAYS_LABELLED = 3;

const NO_GROUP = { colour: 'group-rest', shape: 'circle' } as const;
const RADIUS = { patient: 13, chosen: 11, near: 8, other: 4.5 };

function labelOf(rank: number, isChosen: boolean): NetworkMark['labelled'] {
  if (rank === 0) return 'hidden';
  return isChosen || rank <= ALWAYS_LABELLED ? 'visible' : 'auto';
}

const PATIENT: NetworkMark = {
  colour: 'ink',
  shape: 'diamond',
  radius: RADIUS.patient,
  label: 'This patient',
  labelled: 'visible',
  faint: false,
};

const radiusOf = (rank: number, isChosen: boolean): number => {
  if (isChosen) return RADIUS.chosen;
  return rank > 0 ? RADIUS.near : RADIUS.other;
};

function markOf(place: number, rank: number, look: NetworkLook): NetworkMark {
  if (place === look.middle) return PATIENT;
  const { grouping, chosen, selected } = look;
  const isChosen = place === chosen;
  const { colour, shape } = grouping.groups[grouping.of[place] ?? 0] ?? NO_GROUP;
  return {
    colour,
    shape,
    radius: radiusOf(rank, isChosen),
    label: rank > 0 ? String(rank) : null,
    labelled: labelOf(rank, isChosen),
    faint: !isChosen && selected?.has(place) === false,
  };
}

/** One mark for each patient of the cohort, and one more for a patient who is not in it: `count` in all. */
export function networkMarks(count: number, look: NetworkLook): readonly NetworkMark[] {
  const ranks = new Map(look.nearest.map((place, index) => [place, index + 1]));
  return Array.from({ length: count }, (_, place) => markOf(place, ranks.get(place) ?? 0, look));
}
