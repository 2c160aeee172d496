// Why somebody is similar, in words for the list.
import { lowerFirst, type UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { Member } from '#lib/similarity/profile.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import type { SpaceView } from '#lib/similarity/space.ts';
import { type ComparedValue, compareView } from './compared-values.ts';
import type { ValueWords } from './value-words.ts';

export type WhySentences = {
  /** One line, for a closed entry of the list. */
  readonly short: string;
  /** `C-reactive protein 182 and 175 mg/L`: the patient's first. */
  readonly agree: readonly string[];
  readonly differ: readonly string[];
};

export type WhyQuestion = {
  readonly views: readonly SpaceView[];
  readonly own: Pick<Member, 'views'>;
  readonly other: Pick<Member, 'views'>;
  readonly neighbour: Neighbour;
  readonly words: ValueWords;
  readonly units: UnitSystem;
};

const MOST = 3;
/** Robust spreads between two values: up to the one they agree, from the other on they differ. */
const ALIKE = 0.5;
const APART = 1;

/** `C-reactive protein 182 and 175 mg/L`; `null`: there are no words for it. */
function pairText(
  { id, own, other }: ComparedValue,
  { words, units }: Pick<WhyQuestion, 'words' | 'units'>,
): string | null {
  const word = words(id);
  if (!word || own === null || other === null) return null;
  const [mine, theirs] = [word.text(own, units), word.text(other, units)];
  if (mine === theirs) return `${word.label} ${mine} in both`;
  const unit = /\u00a0\D+$/.exec(theirs)?.[0] ?? '';
  const short = unit !== '' && mine.endsWith(unit) ? mine.slice(0, -unit.length) : mine;
  return `${word.label} ${short} and ${theirs}`;
}

/** Most telling first: what is unusual in both alike says more than what is usual in all. */
const agreement = ({ places }: ComparedValue): number =>
  places === null || apart(places) > ALIKE ? Number.NEGATIVE_INFINITY : Math.min(...places.map(Math.abs));

const apart = ([own, other]: readonly [number, number]): number => Math.abs(own - other);

const difference = ({ places }: ComparedValue): number =>
  places === null || apart(places) < APART ? Number.NEGATIVE_INFINITY : apart(places);

const by =
  (score: (value: ComparedValue) => number) =>
  (values: readonly ComparedValue[]): readonly ComparedValue[] =>
    values.filter((value) => Number.isFinite(score(value))).toSorted((a, b) => score(b) - score(a));

const told = (values: readonly ComparedValue[], question: WhyQuestion): readonly string[] =>
  values.flatMap((value) => pairText(value, question) ?? []).slice(0, MOST);

const shareOf = ({ views }: Neighbour, id: string): number => views[id]?.share ?? 0;

/** Words for one neighbour: what the similarity comes from, and the values that agree and that differ most. */
export function whySentences(question: WhyQuestion): WhySentences {
  const { views, own, other, neighbour } = question;
  const values = views.flatMap((view) => compareView(view, own.views[view.id], other.views[view.id]));
  const agree = told(by(agreement)(values), question);
  const differ = told(by(difference)(values), question);
  const leading = views
    .filter(({ id }) => shareOf(neighbour, id) > 0)
    .toSorted((a, b) => shareOf(neighbour, b.id) - shareOf(neighbour, a.id));
  const [first] = leading;
  const source = first && `${leading.length > 1 ? 'Mostly' : 'Only'} ${lowerFirst(first.label)}`;
  return { short: [source, ...agree.slice(0, 2)].filter(Boolean).join('; '), agree, differ };
}
