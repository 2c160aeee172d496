import { DAY_MS } from '#lib/clinical/moment.ts';
import type { Evidence, Gap, Reading } from '#lib/contract/feature.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import { endOf, type Recording } from './slice.ts';
import { latestBy, WINDOW_DAYS, windowBefore } from './window.ts';

const evidence = ({ reference, start }: Recording): Evidence => ({ reference, time: start });

/** Each Observation once, in order. */
function receipts(recordings: readonly Recording[]): Evidence[] {
  const seen = new Set<string>();
  return recordings.filter(({ reference }) => !seen.has(reference) && seen.add(reference)).map(evidence);
}

/** Why there is nothing to measure in the window; `undefined` when there is something. */
export function absence(recordings: readonly Recording[], at: number, what: string): Gap | undefined {
  const last = latestBy(recordings, at);
  const begun = recordings.some(
    (one) => one.start.ms + one.periodMs <= at && endOf(one) > windowBefore(at).from,
  );
  if (begun) return undefined;
  if (!last)
    return { missing: 'never-recorded', detail: `No device recorded ${what} before then.`, last: null };
  const days = Math.floor((at - endOf(last)) / DAY_MS);
  return {
    missing: 'stale',
    detail: `The last recording of ${what} ended ${days} days before; ${WINDOW_DAYS} days is the limit.`,
    last: evidence(last),
  };
}

/** A measure with the recordings that it was made from, or why it could not be made from them. */
export function outcome(measured: Measured, recordings: readonly Recording[]): Reading | Gap {
  const from = receipts(recordings);
  if (isMeasured(measured)) return { value: measured.value, from };
  return { missing: 'unreadable', detail: measured.detail, last: from.at(-1) ?? null };
}
