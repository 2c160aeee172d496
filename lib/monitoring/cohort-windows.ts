import type { Windows } from './drift.ts';
import type { PatientSample } from './drift-sample.ts';

/** Newest patients that are compared with those before them; more would see a change later, fewer only a large one. */
const CURRENT = 100;
const REFERENCE = 400;
/** Until there are enough for both, one of four is current. */
const CURRENT_SHARE = 0.25;

/** A patient with the beginning of the stay, ms since the epoch. */
export type AdmittedSample = PatientSample & { readonly beganAt: number };

/** First and last admission of a window. */
export type Span = { readonly from: number; readonly to: number };
export type CohortWindows = Windows & {
  readonly spans: { readonly reference: Span; readonly current: Span } | null;
};

function spanOf(samples: readonly AdmittedSample[]): Span | null {
  const [first, last] = [samples[0], samples.at(-1)];
  return first && last ? { from: first.beganAt, to: last.beganAt } : null;
}

/** The newest patients and those before them, by admission. A patient is in one window and once. */
export function cohortWindows(samples: readonly AdmittedSample[]): CohortWindows {
  const sorted = samples.toSorted((a, b) => a.beganAt - b.beganAt || (a.patient < b.patient ? -1 : 1));
  const count = Math.min(CURRENT, Math.floor(CURRENT_SHARE * sorted.length));
  const split = sorted.length - count;
  const reference = sorted.slice(Math.max(0, split - REFERENCE), split);
  const current = sorted.slice(split);
  const [before, now] = [spanOf(reference), spanOf(current)];
  return { reference, current, spans: before && now ? { reference: before, current: now } : null };
}
