// Where a patient stands in the days that the model speaks about.
import type { Disposition } from '#lib/clinical/discharge-dispositions.ts';
import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';

/** Days after a discharge that the model speaks about. */
export const WINDOW_DAYS = 30;

/** Whole days by the clock of the reader's computer. */
export type StayWindow =
  /** `day`: since admission, the first is 1; `null`: the admission has no readable date. */
  | { readonly kind: 'in-hospital'; readonly day: number | null }
  /** `day`: since discharge, 0 on its day; `left`: until the window closes, never 0. */
  | { readonly kind: 'discharged'; readonly day: number; readonly left: number }
  /** `ago`: since the window closed. */
  | { readonly kind: 'closed'; readonly ago: number }
  | { readonly kind: 'deceased' }
  /** Nobody knows: there is no stay, or how it ended cannot be read. */
  | { readonly kind: 'unknown' };

export type StayDates = {
  /** Discharge, or the latest entry of a stay that goes on; `null`: there is no time of prediction. */
  readonly at: Moment | null;
  readonly admitted: Moment | null;
  /** The stay has ended; `null` without one. */
  readonly discharged: boolean | null;
  readonly disposition: Disposition | null;
  readonly deceased: boolean;
};

const wholeDays = (from: Moment, now: number): number => Math.max(0, Math.floor((now - from.ms) / DAY_MS));

/**
 * @param now the reader's clock, ms since 1970: a list is about today, not about the chart's last entry
 */
export function stayWindow(
  { at, admitted, discharged, disposition, deceased }: StayDates,
  now: number,
): StayWindow {
  if (deceased || disposition === 'died') return { kind: 'deceased' };
  if (discharged === false) return { kind: 'in-hospital', day: admitted && wholeDays(admitted, now) + 1 };
  if (at === null || discharged === null) return { kind: 'unknown' };
  const day = wholeDays(at, now);
  return day < WINDOW_DAYS
    ? { kind: 'discharged', day, left: WINDOW_DAYS - day }
    : { kind: 'closed', ago: day - WINDOW_DAYS };
}

/**
 * The risk from today to the window's end of a patient who has not been readmitted until now: (S(d) − S(end)) / S(d).
 * The model speaks at discharge; since then nothing has changed but that `day` days went well.
 *
 * @param survival probability of no event by the end of day 0 … end
 * @param day completed days since discharge; 0 in hospital, as if discharged now
 * @returns `null` after the end
 */
export function remainingRisk(survival: readonly number[], day: number): number | null {
  const until = survival[day];
  const end = survival.at(-1);
  if (until === undefined || end === undefined || !(until > 0)) return null;
  return (until - end) / until;
}
