import { median } from '../statistics.ts';
import { firstLevels, type Levels, secondLevels, usualHeight } from './beat-levels.ts';
import type { Candidate } from './qrs-candidates.ts';

/** A beat is this far up from the level of the rest to the level of beats (Hamilton 2002). */
const THRESHOLD = 0.3125;
/** After a pause of 1.5 usual intervals, half the threshold is enough (Hamilton 2002, rule 5). */
const PAUSE = 1.5;
const PAUSE_SHARE = 0.5;
/** What lasts longer is no pause but a lead that was lost. */
const LONGEST_PAUSE_SECONDS = 30;
/** A T wave follows within this time and has less than half the slope (Pan and Tompkins 1985, section III-F). */
const T_WAVE_SECONDS = 0.36;
const T_WAVE_STEEPNESS = 0.5;
/** With a long QT it comes later; a wide ectopic beat may come then too, but is steeper than this. */
const LATE_T_WAVE_SECONDS = 0.56;
const LATE_T_WAVE_STEEPNESS = 0.35;
/** What is below this share of the record's usual height is no beat, even where nothing higher is around. */
const FLOOR = 0.1;
const NEIGHBOURS = 8;

class Decision {
  readonly #candidates: readonly Candidate[];
  readonly #levels: Levels;
  readonly #rate: number;
  readonly #floor: number;

  constructor(candidates: readonly Candidate[], levels: Levels, rate: number) {
    this.#candidates = candidates;
    this.#levels = levels;
    this.#rate = rate;
    this.#floor = FLOOR * usualHeight(candidates, rate);
  }

  beats(): number[] {
    const found: number[] = [];
    for (const i of this.#candidates.keys()) {
      if (this.#reaches(i, 1) && !this.#isTWave(i, found.at(-1))) found.push(i);
    }
    return this.#searchPauses(found);
  }

  #height(i: number): number {
    return this.#candidates[i]?.height ?? 0;
  }

  #reaches(i: number, share: number): boolean {
    const [beat, other] = [this.#levels.beat[i] ?? 0, this.#levels.other[i] ?? 0];
    const threshold = other + THRESHOLD * Math.max(0, beat - other);
    return this.#height(i) >= this.#floor && this.#height(i) > share * threshold;
  }

  #seconds(from: number, to: number): number {
    return ((this.#candidates[to]?.at ?? 0) - (this.#candidates[from]?.at ?? 0)) / this.#rate;
  }

  #isTWave(i: number, beat: number | undefined): boolean {
    if (beat === undefined) return false;
    const after = this.#seconds(beat, i);
    if (after > LATE_T_WAVE_SECONDS) return false;
    const share = after > T_WAVE_SECONDS ? LATE_T_WAVE_STEEPNESS : T_WAVE_STEEPNESS;
    const steepnessOf = (k: number) => this.#candidates[k]?.steepness ?? 0;
    return steepnessOf(i) < share * steepnessOf(beat);
  }

  #searchPauses(found: readonly number[]): number[] {
    const intervals = Float64Array.from(found.slice(1), (beat, k) => this.#seconds(found[k] ?? beat, beat));
    const complete: number[] = [];
    for (const [k, beat] of found.entries()) {
      const before = found[k - 1];
      if (before !== undefined) {
        const usual = median(intervals.subarray(Math.max(0, k - 1 - NEIGHBOURS), k + NEIGHBOURS));
        complete.push(...this.#between(before, beat, PAUSE * usual));
      }
      complete.push(beat);
    }
    return complete;
  }

  /** Beats hidden in a pause: the highest that reaches half the threshold, and so on in what is left on both sides. */
  #between(from: number, to: number, pause: number): number[] {
    const seconds = this.#seconds(from, to);
    if (!(seconds > pause && seconds < LONGEST_PAUSE_SECONDS)) return [];
    let best: number | undefined;
    for (let i = from + 1; i < to; i += 1) {
      if (this.#seconds(from, i) < T_WAVE_SECONDS || !this.#reaches(i, PAUSE_SHARE)) continue;
      if (best === undefined || this.#height(i) > this.#height(best)) best = i;
    }
    if (best === undefined) return [];
    return [...this.#between(from, best, pause), best, ...this.#between(best, to, pause)];
  }
}

/**
 * Which candidates are beats: thresholds between the levels of beats and of the rest, T waves told by their slope,
 * pauses searched again. After Pan and Tompkins 1985 (doi:10.1109/TBME.1985.325532) and Hamilton 2002
 * (doi:10.1109/CIC.2002.1166717), with levels that look both ways, since the whole recording is at hand.
 *
 * @param candidates of the whole record, ascending
 */
export function decideBeats(candidates: readonly Candidate[], rate: number): readonly Candidate[] {
  const first = new Decision(candidates, firstLevels(candidates, rate), rate).beats();
  const second = new Decision(candidates, secondLevels(candidates, first), rate).beats();
  return second.flatMap((i) => candidates[i] ?? []);
}
