/** A chunk that comes so much later than those before it leaves no gap. */
const SLACK_MS = 30;
/** A line that stumbled once is forgotten after one of these to two. */
const SPAN_MS = 3000;
/** By so much faster than paper the sweep makes up for what it was behind. */
const CATCH_UP = 0.1;

/**
 * How far a bed is drawn behind the clock of the wall: as the latest of its chunks needed it of late. Grows at once, so that a late chunk
 * leaves no gap, and shrinks in a glide, so that a line that stumbled does not make waveforms late for good.
 */
export class Lateness {
  #most = 0;
  #mostBefore = 0;
  #spanFrom = Number.NEGATIVE_INFINITY;
  #lag = 0;
  #lagFrom = 0;

  /** @param late ms from the time of a chunk's first sample until it came, at `now` */
  hear(late: number, now: number): void {
    const since = now - this.#spanFrom;
    if (since >= SPAN_MS) {
      this.#mostBefore = since < 2 * SPAN_MS ? this.#most : 0;
      this.#most = 0;
      this.#spanFrom = now;
    }
    // What was wanted until now is glided down from.
    this.#lag = this.at(now);
    this.#lagFrom = now;
    this.#most = Math.max(this.#most, late);
    this.#lag = Math.max(this.#lag, this.#wanted);
  }

  get #wanted(): number {
    const most = Math.max(this.#most, this.#mostBefore);
    return most === 0 ? 0 : most + SLACK_MS;
  }

  /** Milliseconds, at `now` of the wall. */
  at(now: number): number {
    return Math.max(this.#wanted, this.#lag - CATCH_UP * Math.max(0, now - this.#lagFrom));
  }
}
