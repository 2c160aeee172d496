import { mean } from '../statistics.ts';

/** One reading of a quantity at a time, ms. */
type TimedReading = { readonly ms: number; readonly value: number };

type MergedMinute<T extends TimedReading> = {
  readonly value: number;
  /** A reading of the source that was believed. */
  readonly of: T;
};

type MergedReadings<T extends TimedReading> = {
  /** By minutes since the epoch. */
  readonly minutes: ReadonlyMap<number, MergedMinute<T>>;
  /** Minutes in which another source disagrees with the one that was believed. */
  readonly disagreeing: number;
  /** Readings of one source at one instant that contradict each other, and that were left out. */
  readonly contradicting: number;
};

/** Whether two readings of a quantity cannot both be right. */
export type Disagree = (a: number, b: number) => boolean;

const MINUTE_MS = 60_000;

/** Without readings that another of the same source contradicts at the same instant. */
function withoutContradictions<T extends TimedReading>(
  readings: readonly T[],
  disagree: Disagree,
): readonly T[] {
  const kept: T[] = [];
  for (const alike of Map.groupBy(readings, ({ ms }) => ms).values()) {
    const values = alike.map(({ value }) => value);
    if (!disagree(Math.min(...values), Math.max(...values))) kept.push(...alike);
  }
  return kept;
}

/** Means of each minute. */
function minutesOf<T extends TimedReading>(readings: readonly T[]): Map<number, MergedMinute<T>> {
  const minutes = new Map<number, MergedMinute<T>>();
  for (const [minute, own] of Map.groupBy(readings, ({ ms }) => Math.floor(ms / MINUTE_MS))) {
    const [of] = own;
    if (of) minutes.set(minute, { value: mean(own.map(({ value }) => value)), of });
  }
  return minutes;
}

/**
 * Readings of several sources minute by minute: in each minute the most believed source that read anything, never a mean
 * of several. Where another disagrees with it, that is counted.
 *
 * @param sources what each read, the most believed first
 */
export function mergeReadings<T extends TimedReading>(
  sources: readonly (readonly T[])[],
  disagree: Disagree,
): MergedReadings<T> {
  const minutes = new Map<number, MergedMinute<T>>();
  const disputed = new Set<number>();
  let contradicting = 0;
  for (const readings of sources) {
    const kept = withoutContradictions(readings, disagree);
    contradicting += readings.length - kept.length;
    for (const [minute, one] of minutesOf(kept)) {
      const believed = minutes.get(minute);
      if (!believed) minutes.set(minute, one);
      else if (disagree(believed.value, one.value)) disputed.add(minute);
    }
  }
  return { minutes, disagreeing: disputed.size, contradicting };
}
