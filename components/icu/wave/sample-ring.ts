/**
 * The newest seconds of one waveform by the time of each sample: chunks that come late, twice or out of order fall into their
 * own places, and what never came is `NaN`. Its memory never grows.
 */
export class SampleRing {
  readonly rate: number;
  readonly #samples: Float32Array;
  /** Number, since the epoch, of the sample after the newest; −1: none yet. */
  #end = -1;

  /**
   * @param rate samples a second
   * @param seconds that are kept
   */
  constructor(rate: number, seconds: number) {
    this.rate = rate;
    this.#samples = new Float32Array(Math.ceil(rate * seconds)).fill(Number.NaN);
  }

  /** Time up to which there are samples, ms since the epoch; −∞: none. */
  get until(): number {
    return this.#end < 0 ? Number.NEGATIVE_INFINITY : this.timeOf(this.#end);
  }

  /** Number of the sample that is measured at `at` ms since the epoch, or first after it. */
  numberAt(at: number): number {
    // Times are whole milliseconds: at 250 Hz those of two chunks on end may lie half a sample apart.
    return Math.round((at * this.rate) / 1000);
  }

  timeOf(number: number): number {
    return (number * 1000) / this.rate;
  }

  /** `NaN`: none, or no longer kept. */
  at(number: number): number {
    const size = this.#samples.length;
    if (number >= this.#end || number < this.#end - size) return Number.NaN;
    return this.#samples[number % size] ?? Number.NaN;
  }

  /** @param at time of the first sample, ms since the epoch */
  write(at: number, samples: Float32Array): void {
    const first = this.numberAt(at);
    const size = this.#samples.length;
    this.#advance(first + samples.length);
    const oldest = Math.max(first, this.#end - size);
    for (let number = oldest; number < first + samples.length; number += 1)
      this.#samples[number % size] = samples[number - first] ?? Number.NaN;
  }

  /** Makes room up to `end`: what lies between was not told. */
  #advance(end: number): void {
    if (end <= this.#end) return;
    const size = this.#samples.length;
    const from = Math.max(this.#end, end - size, 0);
    for (let number = from; number < end; number += 1) this.#samples[number % size] = Number.NaN;
    this.#end = end;
  }
}
