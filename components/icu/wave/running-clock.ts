import type { WallClock } from '#lib/icu/wall/wall-message.ts';

/** The clock of the wall between two messages about it. `local`: a clock of this machine that never jumps, in ms. */
export class RunningClock {
  #told: Pick<WallClock, 'now' | 'speed'> = { now: 0, speed: 0 };
  #heardAt = 0;

  get speed(): number {
    return this.#told.speed;
  }

  hear(clock: Pick<WallClock, 'now' | 'speed'>, local: number): void {
    this.#told = clock;
    this.#heardAt = local;
  }

  /** Milliseconds since the epoch, of the ward or of the replay. */
  now(local: number): number {
    return this.#told.now + (local - this.#heardAt) * this.#told.speed;
  }
}
