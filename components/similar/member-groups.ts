// Which of a cohort's patients get one colour and one shape, by what the reader chose.
import { GROUP_COLOURS } from '#components/ui/palette.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { SHAPES, type Shape } from './shapes.ts';

export const COLOURINGS = [
  { value: 'diagnosis', label: 'Diagnosis' },
  { value: 'similarity', label: 'Similarity' },
  { value: 'age', label: 'Age band' },
  { value: 'sex', label: 'Sex' },
  { value: 'cluster', label: 'Cluster' },
] as const;
export type ColourBy = (typeof COLOURINGS)[number]['value'];

/** Name of a colour of the palette. */
export type GroupColour = (typeof GROUP_COLOURS)[number] | 'group-rest';

export type MemberGroup = {
  readonly label: string;
  readonly colour: GroupColour;
  readonly shape: Shape;
  readonly count: number;
};

/** `of`: index of each member's group. */
export type Grouping = { readonly groups: readonly MemberGroup[]; readonly of: Uint8Array };

export type GroupingInputs = {
  /** 1-based rank of each member beside the patient, 0 for who is not ranked. */
  readonly ranks: ArrayLike<number>;
  /** Index of each member's cluster; absent: not computed yet. */
  readonly clusters: ArrayLike<number> | null;
};

const REST: Pick<MemberGroup, 'colour' | 'shape'> = { colour: 'group-rest', shape: 'circle' };

/** Ends of the bands of rank: the nearest ten are what the list shows. */
const RANK_BANDS = [10, 50, 200] as const;

export const NO_DIAGNOSIS = 'No diagnosis recorded';
const OTHERS = 'Other diagnoses';

/** The diagnosis that a stay is told by: the first of its discharge. */
export const diagnosisOf = ({ outcome }: Pick<Member, 'outcome'>): string =>
  outcome.diagnoses[0]?.display ?? NO_DIAGNOSIS;

const SEXES = { female: 'Women', male: 'Men', other: 'Other sex' } as const;

/** Groups of the cohort with their counts; each of the first eight has a colour and a shape that no other pair repeats. */
export function groupMembers(
  members: readonly Member[],
  by: ColourBy,
  { ranks, clusters }: GroupingInputs,
): Grouping {
  if (by === 'diagnosis') return byFrequency(members.map(diagnosisOf));
  if (by === 'age')
    return inOrder(
      members.map(({ ageBand }) => ageBand ?? 'Age not known'),
      'Age not known',
    );
  if (by === 'sex')
    return inOrder(
      members.map(({ sex }) => (sex ? SEXES[sex] : 'Sex not known')),
      'Sex not known',
    );
  if (by === 'cluster')
    return inOrder(
      members.map((_, k) => (clusters ? `Cluster ${(clusters[k] ?? 0) + 1}` : 'Not grouped yet')),
      'Not grouped yet',
    );
  return byRank(members.length, ranks);
}

function byFrequency(labels: readonly string[]): Grouping {
  const counts = countOf(labels);
  const named = [...counts.keys()]
    .filter((label) => label !== NO_DIAGNOSIS)
    .toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b, 'en'));
  const shown = new Set(named.slice(0, GROUP_COLOURS.length));
  const merged = labels.map((label) => (shown.has(label) || label === NO_DIAGNOSIS ? label : OTHERS));
  return grouped(merged, [...shown, OTHERS, NO_DIAGNOSIS], new Set([OTHERS, NO_DIAGNOSIS]));
}

function inOrder(labels: readonly string[], unknown: string): Grouping {
  const order = [...countOf(labels).keys()]
    .filter((label) => label !== unknown)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return grouped(labels, [...order, unknown], new Set([unknown]));
}

function byRank(count: number, ranks: ArrayLike<number>): Grouping {
  const [near, close, around] = RANK_BANDS;
  const names = [`Nearest ${near}`, `${near + 1}th to ${close}th`, `${close + 1}st to ${around}th`];
  const rest = 'Further away';
  const labels = Array.from({ length: count }, (_, k) => {
    const rank = ranks[k] ?? 0;
    if (rank === 0) return rest;
    return names[RANK_BANDS.findIndex((end) => rank <= end)] ?? rest;
  });
  return grouped(labels, [...names, rest], new Set([rest]));
}

function countOf(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Beyond eight, colours come again with another shape. */
const styleOf = (place: number): Pick<MemberGroup, 'colour' | 'shape'> => ({
  colour: GROUP_COLOURS[place % GROUP_COLOURS.length] ?? 'group-rest',
  shape: SHAPES[(place + Math.floor(place / GROUP_COLOURS.length)) % SHAPES.length] ?? 'circle',
});

function grouped(labels: readonly string[], order: readonly string[], rest: ReadonlySet<string>): Grouping {
  const counts = countOf(labels);
  const there = order.filter((label) => counts.has(label));
  const groups = there.map((label, place) => ({
    label,
    count: counts.get(label) ?? 0,
    ...(rest.has(label) ? REST : styleOf(place)),
  }));
  const places = new Map(there.map((label, place) => [label, place]));
  return { groups, of: Uint8Array.from(labels, (label) => places.get(label) ?? 0) };
}
