import type { UnitSystem } from '#lib/clinical/quantity-text.ts';
import { type Compared, compareValues } from './compare-values.ts';
import type { Profile } from './profile.ts';
import type { Neighbour } from './rank.ts';
import type { SimilaritySpace, SpaceView } from './space.ts';

/** What one view says of a patient and a neighbour. */
export type Reason = {
  readonly view: string;
  readonly label: string;
  /** 0 … 1; `null`: one of the two lacks the view. */
  readonly similarity: number | null;
  /** Its part of the fused similarity; negative: it speaks against. `null` as above. */
  readonly share: number | null;
  /** Values that agree, the most telling first: `CRP 182 and 175 mg/L`. The patient's own comes first. */
  readonly agree: readonly string[];
  /** Values that differ, the furthest apart first. */
  readonly differ: readonly string[];
  /** Values that one of the two has alone. */
  readonly oneSided: readonly string[];
  /** Why the view says nothing, as sentences; empty: it says something. */
  readonly missing: readonly string[];
};

type Known = Pick<Profile, 'views' | 'gaps'>;

/** Nearer than this share of a robust spread, two values are alike to a reader. */
const ALIKE = 0.75;
const [MOST_AGREE, MOST_DIFFER, MOST_ONE_SIDED] = [3, 2, 2];

const first = (list: readonly Compared[], by: (one: Compared) => number, most: number): string[] =>
  list
    .toSorted((a, b) => by(b) - by(a))
    .slice(0, most)
    .map(({ words }) => words);

/** Why a view says nothing of two patients, of whom one or both lack it. */
function missingOf(patient: Known, member: Known, { id }: SpaceView): string[] {
  const lack = (who: string, { gaps, views }: Known): string[] =>
    views[id] ? [] : [`${who}: ${gaps.find(({ view }) => view === id)?.detail ?? 'It is not known.'}`];
  const lacking = [...lack('This patient', patient), ...lack('The neighbour', member)];
  return lacking.length > 1 ? ['Neither of the two has it.'] : lacking;
}

/**
 * Why a neighbour is one, view by view in the order of the space.
 *
 * @param neighbour of `rank`, which knows the shares
 * @param units in which values are written
 */
export function whySimilar(
  space: SimilaritySpace,
  patient: Known,
  member: Known,
  neighbour: Neighbour,
  units: UnitSystem,
): readonly Reason[] {
  return space.views.map((view) => {
    const [own, other] = [patient.views[view.id], member.views[view.id]];
    const ranked = neighbour.views[view.id] ?? null;
    const about = {
      view: view.id,
      label: view.label,
      similarity: ranked?.similarity ?? null,
      share: ranked?.share ?? null,
    };
    if (!own || !other)
      return { ...about, agree: [], differ: [], oneSided: [], missing: missingOf(patient, member, view) };
    const { shared, oneSided } = compareValues(view, { own, other }, units);
    const alike = shared.filter(({ apart }) => apart < ALIKE);
    const unlike = shared.filter(({ apart }) => apart >= ALIKE);
    return {
      ...about,
      agree: first(alike, ({ nearer }) => nearer, MOST_AGREE),
      differ: first(unlike, ({ further }) => further, MOST_DIFFER),
      oneSided: oneSided.slice(0, MOST_ONE_SIDED),
      missing: [],
    };
  });
}
