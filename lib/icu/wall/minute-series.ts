/** A reading as a series keeps it; `event`: id of the event that told it. */
export type SeriesPoint = {
  readonly at: number;
  readonly value: number;
  readonly event: string;
  readonly doubt?: string;
};

const MINUTE_MS = 60_000;

const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS);

/** Readings of one quantity in the order of time, the last of each minute, for as long as a screen looks back. */
export class MinuteSeries {
  readonly #keptMs: number;
  readonly #points: SeriesPoint[] = [];

  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  get last(): SeriesPoint | null {
    return this.#points.at(-1) ?? null;
  }

  /** Index of the first point whose minute is not before. */
  #placeOf(minute: number): number {
    let [low, high] = [0, this.#points.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = this.#points[middle]?.at ?? 0;
      if (minuteOf(at) < minute) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A reading of the same time takes the place of the one before. Whether anything changed. */
  add(point: SeriesPoint): boolean {
    const place = this.#placeOf(minuteOf(point.at));
    const there = this.#points[place];
    const isSame = there !== undefined && minuteOf(there.at) === minuteOf(point.at);
    if (isSame && there.at > point.at) return false;
    this.#points.splice(place, isSame ? 1 : 0, point);
    this.#forget();
    return true;
  }

  /** Takes what an event told out again. Whether it was there. */
  remove(event: string): boolean {
    const place = this.#points.findLastIndex((point) => point.event === event);
    if (place < 0) return false;
    this.#points.splice(place, 1);
    return true;
  }

  #forget(): void {
    const oldest = (this.last?.at ?? 0) - this.#keptMs;
    const first = this.#points[0];
    // A minute at a time comes and goes; shifting a day's points for each would be the most of the work.
    if (first && first.at < oldest - 30 * MINUTE_MS) this.#points.splice(0, this.#placeOf(minuteOf(oldest)));
  }

  /** From a time on, oldest first. */
  since(from: number): readonly SeriesPoint[] {
    return this.#points.slice(this.#placeOf(minuteOf(from)));
  }
}
