import { numberText } from '#lib/clinical/quantity-text.ts';

const NBSP = '\u00a0';

/** How alike two patients are in one view: `82 %`. */
export const alikeText = (similarity: number): string => `${numberText(similarity * 100, 0)}${NBSP}%`;

/** A fused similarity, or what a view adds to it, in points: `62`; two patients taken at random have about 0. */
export const pointsText = (similarity: number): string => numberText(similarity * 100, 0);

const ENDINGS: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
  other: 'th',
  many: 'th',
  zero: 'th',
};
const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' });

/** `1st`, `12th`, `1,003rd`. */
export const ordinalText = (rank: number): string =>
  `${rank.toLocaleString('en-GB')}${ENDINGS[ordinals.select(rank)]}`;
