import type { ScoredPatient } from '#lib/icu/alerts/score.ts';
import type { ChosenModel } from './chosen-models.ts';
import type { WatchedBed } from './ward.ts';

const MINUTE_MS = 60_000;
/** Of event time: a monitor speaks each second, and a nurse who writes by hand each hour is shown with the age of what she wrote. */
export const SILENT_MS = 5 * MINUTE_MS;

/**
 * What time it is at the beds when nobody tells: the newest reading of all beds, and what has passed since it came. A replay that
 * runs faster is followed by its events.
 */
export function bedTime(beds: Iterable<WatchedBed>, now: number): number {
  let time = Number.NEGATIVE_INFINITY;
  for (const { state, heardAt } of beds)
    if (state.newest !== null) time = Math.max(time, state.newest + Math.max(0, now - heardAt));
  return time;
}

/** Whether a bed has told nothing that can be believed for a while. */
export const isSilent = ({ state }: WatchedBed, time: number): boolean =>
  state.newest !== null && time - state.newest > SILENT_MS;

const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' });

/** No score, and why: never an old one for a bed that is silent. */
export function silentScore(
  patient: string,
  { state, partition }: WatchedBed,
  chosen: readonly ChosenModel[],
  log: string,
): ScoredPatient {
  const newest = state.newest ?? 0;
  const at = newest + SILENT_MS;
  const gap = `No data since ${clock.format(newest)} UTC.`;
  return {
    patient,
    at,
    rules: [],
    scores: chosen.map(({ arm, model: { condition, threshold, horizonHours, name, identity } }) => ({
      condition,
      probability: null,
      gap,
      threshold,
      horizonHours,
      at,
      changeInHour: null,
      factors: [],
      model: name,
      arm,
      receipt: {
        ...identity,
        computedAt: new Date().toISOString(),
        durationMs: 0,
        log,
        partition,
        offset: '-1',
        windowFrom: newest,
        inputs: [],
      },
    })),
  };
}
