import { median } from '../statistics.ts';
import type { Candidate } from './qrs-candidates.ts';

/** A QRS complex stands out of what surrounds it by more than this; tops of noise are its own size. */
const CONTRAST = 3;
/** An interval shorter than this share of the usual one is one beat too many, or an early beat. */
const SHORT = 0.7;
/** Without the beat between them two beats are then this far apart at the most: no pause is left behind. */
const LONGEST_LEFT = 1.3;
/** So near the usual interval that the two belong together, and what stands between them does not. */
const REGULAR = 0.15;
/** A beat in noise is at least this share of the usual height; where two others keep the rhythm, more is asked. */
const USUAL_SHARE = 0.75;
const BETWEEN_SHARE = 1;
/** Lower than this it is no beat of a restless stretch, whatever the rhythm. */
const LEAST_SHARE = 0.45;
const NEIGHBOURS = 16;
const PASSES = 6;

type Beat = { readonly candidate: Candidate; readonly usualHeight: number; readonly usualInterval: number };

const isClear = ({ height, rest }: Candidate): boolean => height >= CONTRAST * rest;

/** Medians of `pick` over the clear beats around each beat; over all of them where few are clear. */
function usual(beats: readonly Candidate[], pick: (k: number) => number): Float64Array {
  return Float64Array.from(beats, (_, k) => {
    const [from, to] = [Math.max(0, k - NEIGHBOURS), Math.min(beats.length, k + NEIGHBOURS + 1)];
    const around = Array.from({ length: to - from }, (_unused, j) => from + j);
    const clear = around.filter((j) => beats[j] !== undefined && isClear(beats[j]));
    const values = (clear.length >= NEIGHBOURS / 2 ? clear : around).map(pick).filter(Number.isFinite);
    return values.length > 0 ? median(values) : Number.NaN;
  });
}

function described(candidates: readonly Candidate[]): Beat[] {
  const heights = usual(candidates, (k) => candidates[k]?.height ?? Number.NaN);
  const intervals = usual(
    candidates,
    (k) => (candidates[k + 1]?.at ?? Number.NaN) - (candidates[k]?.at ?? 0),
  );
  return candidates.map((candidate, k) => ({
    candidate,
    usualHeight: heights[k] ?? Number.NaN,
    usualInterval: intervals[k] ?? Number.NaN,
  }));
}

/** Whether a beat is a top of noise: out of a restless stretch, too early or before a too early one, and no pause without it. */
function isNoise(
  { candidate, usualHeight, usualInterval }: Beat,
  before: Candidate,
  after: Candidate,
): boolean {
  if (isClear(candidate)) return false;
  const [since, until] = [candidate.at - before.at, after.at - candidate.at];
  if (Math.min(since, until) >= SHORT * usualInterval) return false;
  if (candidate.height < LEAST_SHARE * usualHeight) return true;
  const left = (since + until) / usualInterval;
  if (Math.abs(left - 1) <= REGULAR)
    return candidate.height < BETWEEN_SHARE * Math.min(before.height, after.height);
  return left < LONGEST_LEFT && candidate.height < USUAL_SHARE * usualHeight;
}

/** One pass: of neighbours that could both go, the lower one goes first. */
function pruned(beats: readonly Beat[]): readonly Beat[] {
  const removable = [...beats.keys()].filter((k) => {
    const [beat, before, after] = [beats[k], beats[k - 1], beats[k + 1]];
    return beat && before && after && isNoise(beat, before.candidate, after.candidate);
  });
  const heightOf = (k: number) => beats[k]?.candidate.height ?? 0;
  const gone = new Set<number>();
  for (const k of removable.toSorted((a, b) => heightOf(a) - heightOf(b)))
    if (!gone.has(k - 1) && !gone.has(k + 1)) gone.add(k);
  return gone.size === 0 ? beats : beats.filter((_, k) => !gone.has(k));
}

/**
 * Drops what muscle noise and moving electrodes add to the beats of a lead. A heart beats out of a quiet baseline and keeps
 * near its usual interval; a top of noise stands in more of its like and splits an interval. A beat that stands out clearly is
 * never dropped, so that ectopic beats and fibrillation in a clean lead stay.
 */
export function withoutNoise(candidates: readonly Candidate[]): readonly Candidate[] {
  let beats: readonly Beat[] = described(candidates);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const left = pruned(beats);
    if (left === beats) break;
    beats = left;
  }
  return beats.map(({ candidate }) => candidate);
}
