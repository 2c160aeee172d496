// Why somebody is similar, in words for the list.
import { lowerFirst, upperFirst } from '#lib/clinical/quantity-text.ts';
import type { Reason } from '#lib/similarity/why-similar.ts';

export type WhySentences = {
  /** One line, for a closed entry of the list. */
  readonly short: string;
  /** `CRP 182 and 175 mg/L`: the patient's first. */
  readonly agree: readonly string[];
  readonly differ: readonly string[];
};

const MOST = 4;
const IN_SHORT = 2;

/** The sources that add most come first, with what they say. */
export function whySentences(reasons: readonly Reason[]): WhySentences {
  const leading = reasons.toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0));
  const adding = leading.filter(({ share }) => (share ?? 0) > 0);
  const [first] = adding;
  const source = first && `${adding.length > 1 ? 'Mostly' : 'Only'} ${lowerFirst(first.label)}`;
  const agree = leading.flatMap((reason) => reason.agree);
  return {
    short: [source, ...agree.slice(0, IN_SHORT)].filter(Boolean).join('; '),
    agree: agree.slice(0, MOST).map(upperFirst),
    differ: leading
      .flatMap(({ differ }) => differ)
      .slice(0, MOST)
      .map(upperFirst),
  };
}
