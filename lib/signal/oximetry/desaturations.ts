import { median } from '../statistics.ts';

/** One fall of the saturation and its recovery; places are indices of samples. */
export type Desaturation = {
  /** Last sample before the fall. */
  readonly start: number;
  readonly nadir: number;
  /** Where the saturation stops rising, or is back. */
  readonly end: number;
  /** Saturation in % before the fall. */
  readonly from: number;
  /** Points from there to the nadir. */
  readonly fall: number;
  /** Area below `from` in %·min. */
  readonly burden: number;
};

/** How desaturations are told from drift and noise; which rules hold depends on the time between readings. */
type Rules = {
  /** From start to end. */
  readonly shortest: number;
  /** From start to the last time at the nadir; a longer one is another level, not an event. */
  readonly longest: number;
  /** How far back the saturation before the fall is looked for. */
  readonly lookback: number;
  /** A level that lasts longer than this is where a slope begins or ends. */
  readonly plateau: number;
  /** Median of three readings: at one a second a single one means nothing, at one a minute it is the event. */
  readonly smoothed: boolean;
};

/** 10–60 s with recovery (Levy et al. 2021, doi:10.1038/s41746-020-00373-5, after Jung et al. 2018). */
const BY_SECONDS = { shortest: 10, longest: 60, lookback: 60, plateau: 10 };
const COARSE_SECONDS = 10;
/** Readings so far apart show episodes of several breaths, 1–5 minutes long, and not single events. */
export const showsEpisodes = (periodSeconds: number): boolean => periodSeconds > COARSE_SECONDS;
const BY_MINUTES = { shortest: 0, longest: 300, lookback: 300, plateau: 60 };

/** The median of three takes this much from a sharp nadir. */
const SLACK = 0.1;
/** Recovered: two thirds of the fall are back. */
const RECOVERY = 2 / 3;

const rulesFor = (periodSeconds: number): Rules => {
  const coarse = showsEpisodes(periodSeconds);
  const { shortest, longest, lookback, plateau } = coarse ? BY_MINUTES : BY_SECONDS;
  return {
    shortest: Math.round(shortest / periodSeconds),
    longest: Math.ceil(longest / periodSeconds),
    lookback: Math.ceil(lookback / periodSeconds),
    plateau: Math.ceil(plateau / periodSeconds),
    smoothed: periodSeconds <= 2,
  };
};

const smooth = (percent: Float64Array): Float64Array =>
  percent.map((value, i) => {
    const around = percent.subarray(Math.max(0, i - 1), i + 2).filter(Number.isFinite);
    return Number.isFinite(value) && around.length === 3 ? median(around) : value;
  });

class Search {
  readonly #percent: Float64Array;
  readonly #rules: Rules;
  readonly #period: number;

  constructor(percent: Float64Array, periodSeconds: number) {
    this.#rules = rulesFor(periodSeconds);
    this.#percent = this.#rules.smoothed ? smooth(percent) : percent;
    this.#period = periodSeconds;
  }

  run(leastFall: number): Desaturation[] {
    const found: Desaturation[] = [];
    let free = 0;
    for (let i = 1; i < this.#percent.length; i += 1) {
      const from = this.#highestBefore(i, free);
      if (!(from - this.#at(i) >= leastFall - SLACK)) continue;
      const recovery = this.#recoveryFrom(i, from);
      const event = recovery && this.#event(recovery, from, free);
      if (event) found.push(event);
      free = event?.end ?? recovery?.at ?? i;
      i = Math.max(i, free);
    }
    return found;
  }

  #at(i: number): number {
    return this.#percent[i] ?? Number.NaN;
  }

  #highestBefore(i: number, free: number): number {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = Math.max(free, i - this.#rules.lookback); k < i; k += 1)
      if (this.#at(k) > highest) highest = this.#at(k);
    return highest;
  }

  /** Last time at the lowest reading, and where two thirds of the fall are back; `undefined`: it stays down or is lost. */
  #recoveryFrom(i: number, from: number): { readonly nadir: number; readonly at: number } | undefined {
    let nadir = i;
    const latest = Math.min(this.#percent.length, i + 2 * this.#rules.longest);
    for (let k = i + 1; k < latest; k += 1) {
      if (this.#at(k) <= this.#at(nadir)) nadir = k;
      if (this.#at(k) - this.#at(nadir) >= RECOVERY * (from - this.#at(nadir))) return { nadir, at: k };
    }
    return undefined;
  }

  /** Walks up both slopes from the nadir to where the fall began and the rise ends. */
  #event(
    recovery: { readonly nadir: number; readonly at: number },
    highest: number,
    free: number,
  ): Desaturation | undefined {
    const start = this.#climb(this.#lastAtLeast(highest - 1, recovery.nadir, free), -1, free);
    const end = this.#climb(recovery.at, 1, this.#percent.length - 1);
    // `start` is the last reading before the fall, so that low readings number one fewer.
    const low = recovery.nadir - start - 1;
    if (low > this.#rules.longest || end - start < this.#rules.shortest) return undefined;
    const from = this.#at(start);
    const fall = from - this.#at(recovery.nadir);
    return { start, nadir: recovery.nadir, end, from, fall, burden: this.#area(start, end, from) };
  }

  #lastAtLeast(level: number, nadir: number, free: number): number {
    let i = nadir;
    while (i > free && !(this.#at(i) >= level)) i -= 1;
    return i;
  }

  /** The nearest highest reading that is reached without going down. */
  #climb(from: number, direction: 1 | -1, limit: number): number {
    let [top, i] = [from, from];
    const rests = () => Math.abs(i - top) >= this.#rules.plateau;
    while (i !== limit && !rests() && this.#at(i + direction) >= this.#at(i)) {
      i += direction;
      if (this.#at(i) > this.#at(top)) top = i;
    }
    return top;
  }

  #area(start: number, end: number, from: number): number {
    let area = 0;
    for (let i = start; i <= end; i += 1) if (this.#at(i) < from) area += from - this.#at(i);
    return (area * this.#period) / 60;
  }
}

/**
 * Falls of at least `leastFall` points that recover. At one reading in up to 10 s an event lasts 10–60 s; further apart,
 * as on a wrist, what is found are episodes of up to 5 minutes, of which one may hold several breaths.
 *
 * @param percent saturation at equal steps after `removeArtefacts`; `NaN` where there is none
 */
export const findDesaturations = (
  percent: Float64Array,
  periodSeconds: number,
  leastFall = 3,
): readonly Desaturation[] => new Search(percent, periodSeconds).run(leastFall);
