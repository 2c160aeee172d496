import type { Issue } from '#lib/clinical/issue.ts';
import { DAY_MS } from '#lib/clinical/moment.ts';
import type { MergedChannel, SourceKind } from '../sources/source-kind.ts';

/** One reading as a device wrote it, in /min, % or steps. */
export type Sample = {
  /** ms since the epoch; a local clock without a zone as if UTC. */
  readonly ms: number;
  /** End of what it was counted over; `ms` of a single reading. */
  readonly end: number;
  readonly value: number;
  /** Minutes east of UTC; `undefined`: the file does not say. */
  readonly zoneMinutes: number | undefined;
  /** What the file calls the device or the app. */
  readonly source: string;
  readonly kind: SourceKind;
};

export type SampledChannel = MergedChannel;

export type Samples = Readonly<Record<SampledChannel, readonly Sample[]>>;

/** The week that is shown, and a day for what is counted over hours. */
const KEPT_MS = 8 * DAY_MS;
/** Older readings are dropped when so many are held. */
const SWEEP_AT = 200_000;

/** Holds the readings of the latest days alone: an export of many years has millions. */
export class LatestSamples {
  #held: Record<SampledChannel, Sample[]> = { heartRate: [], saturation: [], steps: [] };
  #latest = Number.NEGATIVE_INFINITY;
  readonly #now: number;
  #future = 0;
  #count = 0;
  #sweepAt = SWEEP_AT;

  /** @param now ms since the epoch; readings after it come from a wrong clock and are left out */
  constructor(now: number) {
    this.#now = now;
  }

  add(channel: SampledChannel, sample: Sample): void {
    if (sample.ms > this.#now) this.#future += 1;
    if (sample.ms > this.#now || sample.ms < this.#latest - KEPT_MS) return;
    this.#latest = Math.max(this.#latest, sample.ms);
    this.#held[channel].push(sample);
    this.#count += 1;
    if (this.#count >= this.#sweepAt) this.#sweep();
  }

  #sweep(): void {
    const from = this.#latest - KEPT_MS;
    const recent = (samples: readonly Sample[]) => samples.filter(({ ms }) => ms >= from);
    const { heartRate, saturation, steps } = this.#held;
    this.#held = { heartRate: recent(heartRate), saturation: recent(saturation), steps: recent(steps) };
    this.#count = this.#held.heartRate.length + this.#held.saturation.length + this.#held.steps.length;
    this.#sweepAt = Math.max(SWEEP_AT, 2 * this.#count);
  }

  issues(): Issue[] {
    if (this.#future === 0) return [];
    const message = `${this.#future} readings are dated in the future and were left out.`;
    return [{ code: 'date-future', severity: 'warning', message }];
  }

  /** Oldest first. Call once. */
  finish(): Samples {
    this.#sweep();
    const order = (samples: readonly Sample[]) => samples.toSorted((a, b) => a.ms - b.ms);
    const { heartRate, saturation, steps } = this.#held;
    return { heartRate: order(heartRate), saturation: order(saturation), steps: order(steps) };
  }
}
