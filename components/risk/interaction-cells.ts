// What two kinds of data tell together, as the cells of a square and in words.
import { lowerFirst } from '#lib/clinical/quantity-text.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { direction, hazardRatioText } from './risk-text.ts';

type Told = Pick<Scored, 'interactions' | 'attributions'>;

/** A modality's place on both sides of the square. */
export type Side = { readonly id: string; readonly label: string };

/** The modalities that take part in any interaction, in contract order. */
export function sidesOf({ interactions, attributions }: Told): readonly Side[] {
  const taking = new Set(interactions.flatMap(({ between }) => between));
  return attributions.flatMap(({ modality, label }) =>
    taking.has(modality) ? [{ id: modality, label }] : [],
  );
}

export type Cell = {
  readonly row: number;
  readonly column: number;
  /** Log-hazard; `null`: a modality with itself. */
  readonly value: number | null;
  /** Of the strongest, 0 … 1: how strongly the cell is coloured. */
  readonly strength: number;
};

/** All cells of the square, row by row; it is symmetric. */
export function cellsOf(
  { interactions }: Pick<Told, 'interactions'>,
  sides: readonly Side[],
): readonly Cell[] {
  const strongest = Math.max(Number.MIN_VALUE, ...interactions.map(({ value }) => Math.abs(value)));
  const valueBetween = (a: string, b: string) =>
    interactions.find(({ between }) => between.includes(a) && between.includes(b) && a !== b)?.value ?? null;
  return sides.flatMap((first, row) =>
    sides.map((second, column): Cell => {
      const value = valueBetween(first.id, second.id);
      return { row, column, value, strength: value === null ? 0 : Math.abs(value) / strongest };
    }),
  );
}

const MARKS = { raises: '▲', lowers: '▼', 'no effect': '●' } as const;

/** `▲ ×1.06`. */
export const cellText = (value: number | null): string =>
  value === null ? '–' : `${MARKS[direction(value)]}\u00a0${hazardRatioText(value)}`;

/** The strongest pair in a sentence; `null`: no pair tells more together than alone. */
export function strongestPair({ interactions, attributions }: Told): string | null {
  const [first] = interactions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  if (!first || direction(first.value) === 'no effect') return null;
  const labelOf = (id: string) => attributions.find(({ modality }) => modality === id)?.label ?? id;
  const [one, other] = first.between;
  return `${labelOf(one)} and ${lowerFirst(labelOf(other))}: known together, the hazard is ${hazardRatioText(first.value)} of what each tells alone.`;
}
