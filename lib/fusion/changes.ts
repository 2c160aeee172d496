import type { Reason, Reasons } from './reasons.ts';

/** What one measure did to the change of a risk between two times. */
export type Change = Pick<Reason, 'modality' | 'measure' | 'words'> & {
  /** The value at the earlier time; `null`: it was the same, or has no number. */
  readonly was: string | null;
  /** Change of the risk as a probability: .04 is four percentage points. */
  readonly points: number;
};

/** Half a percentage point: less is no change that anybody would act on. */
const MENTIONED = 0.005;

/**
 * What moved a risk from one time to another, largest first, trifles left out: the differences of the measures' points, which
 * add up to the difference of the risks as long as the baseline is the same model's. Words are those of the later time; of what
 * is no longer known, the earlier. Prescriptions are no finding and are left out.
 */
export function changesBetween(before: Reasons, now: Reasons): readonly Change[] {
  const earlier = new Map(before.findings.map((reason) => [keyOf(reason), reason]));
  const later = new Map(now.findings.map((reason) => [keyOf(reason), reason]));
  const keys = [...new Set([...later.keys(), ...earlier.keys()])];
  return keys
    .flatMap((key): Change[] => {
      const [then, since] = [earlier.get(key), later.get(key)];
      const said = since ?? then;
      if (!said) return [];
      const { modality, measure, words } = said;
      const was = since && then && then.value !== since.value ? then.value : null;
      return [{ modality, measure, words, was, points: (since?.points ?? 0) - (then?.points ?? 0) }];
    })
    .filter(({ points }) => Math.abs(points) >= MENTIONED)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

const keyOf = ({ modality, measure }: Reason): string => `${modality} ${measure}`;
