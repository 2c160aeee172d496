import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { leftOut } from '../complaints.ts';
import { endOf, type Recording } from './slice.ts';

const byStart = (a: Recording, b: Recording): number =>
  a.start.ms - b.start.ms || b.values.length - a.values.length || (a.reference < b.reference ? -1 : 1);

/** What of a recording comes after `end`; `undefined` when nothing does. */
function after<T extends Recording>(recording: T, end: number): T | undefined {
  const { start, periodMs, values } = recording;
  const covered = Math.ceil((end - start.ms) / periodMs - 1e-6);
  if (covered <= 0) return recording;
  if (covered >= values.length) return undefined;
  return {
    ...recording,
    start: { ...start, ms: start.ms + covered * periodMs },
    values: values.slice(covered),
  };
}

/**
 * Puts recordings of one lead in order of time and cuts from each what an earlier one has already covered: a strip sent
 * twice counts once.
 */
export function withoutOverlaps<T extends Recording>(
  recordings: readonly T[],
  label: string,
  tally: IssueTally,
): T[] {
  const kept: T[] = [];
  for (const recording of recordings.toSorted(byStart)) {
    const last = kept.at(-1);
    const rest = last ? after(recording, endOf(last)) : recording;
    if (rest) kept.push(rest);
    if (rest === recording) continue;
    const because = 'another recording covers the same time';
    const what = rest ? `The beginning of ${label.toLowerCase()} recordings` : label;
    tally.add(leftOut('duplicate-id', what, because, recording.reference, 'information'));
  }
  return kept;
}
