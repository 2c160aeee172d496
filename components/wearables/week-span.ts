import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';

/** What the charts of the week show, ms since the epoch. */
export type Span = { readonly from: number; readonly to: number };

const SHORTEST = HOUR_MS;

/** Moves a span into `whole` without changing its length, which is an hour at least and the whole at most. */
export function within({ from, to }: Span, whole: Span): Span {
  const length = Math.min(Math.max(to - from, SHORTEST), whole.to - whole.from);
  const middle = (from + to) / 2;
  const start = Math.min(Math.max(middle - length / 2, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

export function zoomed({ from, to }: Span, factor: number, whole: Span): Span {
  const [middle, half] = [(from + to) / 2, ((to - from) / 2) * factor];
  return within({ from: middle - half, to: middle + half }, whole);
}

export function moved({ from, to }: Span, share: number, whole: Span): Span {
  const by = (to - from) * share;
  return within({ from: from + by, to: to + by }, whole);
}

/** The two hours round a moment: its raw minutes can be told apart. */
export const around = (at: number, whole: Span): Span =>
  within({ from: at - HOUR_MS, to: at + HOUR_MS }, whole);

/** Whole local days, or hours when less than a day is shown. */
export const isClose = ({ from, to }: Span): boolean => to - from < DAY_MS / 4;
