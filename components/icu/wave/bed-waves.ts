import type { WaveformId } from '#lib/icu/events/stream-event.ts';
import type { WallChunk } from '#lib/icu/wall/wall-message.ts';
import { Lateness } from './lateness.ts';
import { readSamples } from './read-samples.ts';
import { SampleRing } from './sample-ring.ts';

/** As long as the widest lane of a lone bed on a large screen shows. */
const KEPT_SECONDS = 24;
/** A chunk that comes later than this is of the past, and not of a slow line. */
const LATEST_MS = 15_000;

/** The waveforms of one bed, drawn by one clock, so that pulse follows beat. They are one patient's. */
export class BedWaves {
  readonly patient: string;
  readonly #rings = new Map<WaveformId, SampleRing>();
  readonly #lateness = new Lateness();

  constructor(patient: string) {
    this.patient = patient;
  }

  /** Milliseconds by which the drawing stays behind the clock of the wall at `now`. */
  lagAt(now: number): number {
    return this.#lateness.at(now);
  }

  ring(waveform: WaveformId): SampleRing | undefined {
    return this.#rings.get(waveform);
  }

  /** @param now of the wall when the chunk came */
  take(chunk: WallChunk, now: number): void {
    const late = now - chunk.at;
    if (late > LATEST_MS) return;
    this.#lateness.hear(late, now);
    this.#ringOf(chunk).write(chunk.at, readSamples(chunk));
  }

  #ringOf({ waveform, rate }: WallChunk): SampleRing {
    const known = this.#rings.get(waveform);
    if (known?.rate === rate) return known;
    const ring = new SampleRing(rate, KEPT_SECONDS);
    this.#rings.set(waveform, ring);
    return ring;
  }
}

/** The waveforms of all beds. Another patient's chunk empties a bed first: nobody's beats stand on another's tile. */
export class WardWaves {
  readonly #beds = new Map<string, BedWaves>();

  of(bed: string): BedWaves | undefined {
    return this.#beds.get(bed);
  }

  /** Milliseconds by which each bed is drawn behind the clock of the wall at `now`. */
  lagsAt(now: number): readonly number[] {
    return [...this.#beds.values()].map((bed) => bed.lagAt(now));
  }

  take(bed: string, patient: string, chunk: WallChunk, now: number): void {
    let waves = this.#beds.get(bed);
    if (waves?.patient !== patient) {
      waves = new BedWaves(patient);
      this.#beds.set(bed, waves);
    }
    waves.take(chunk, now);
  }

  /** Who lies in a bed, as its tile says: what was of somebody else is forgotten. */
  settle(bed: string, patient: string | null): void {
    if (this.#beds.get(bed)?.patient !== patient) this.#beds.delete(bed);
  }

  clear(): void {
    this.#beds.clear();
  }
}
