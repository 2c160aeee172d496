import { openBell } from '../log/bell.ts';

/** What a wall is made of: events as they come, those of the last minutes, and the tables of scores and alerts. */
export type WallPart = 'events' | 'past' | 'tables';

const NOT_YET: Readonly<Record<WallPart, string>> = {
  events: 'The log of events has not answered yet.',
  past: 'The last minutes of the log are being read.',
  tables: 'The tables of scores and alerts have not answered yet.',
};

/** Whether a wall is of now: all of its parts are there. Whoever comes before that waits, and so never takes an old wall for a live one. */
export class Freshness {
  readonly #troubles = new Map<string, string>(Object.entries(NOT_YET));
  readonly #whole = openBell();
  readonly #onStale: () => void;

  /** @param onStale told when a wall that was of now no longer is */
  constructor(onStale: () => void) {
    this.#onStale = onStale;
  }

  /** Why the wall is not of now; `null`: it is. */
  get trouble(): string | null {
    const [first] = this.#troubles.values();
    return first ?? null;
  }

  /** @param trouble in one sentence; `null`: the part is there */
  tell(part: WallPart, trouble: string | null): void {
    const wasFresh = this.#troubles.size === 0;
    if (trouble === null) this.#troubles.delete(part);
    else this.#troubles.set(part, trouble);
    if (wasFresh && trouble !== null) this.#onStale();
    if (this.#troubles.size === 0) this.#whole.ring();
  }

  /** Waits until the wall is of now, for `ms` at most; gives the trouble that is left. */
  async whenFresh(ms: number, signal: AbortSignal): Promise<string | null> {
    if (this.#troubles.size > 0) await this.#whole.wait(ms, signal);
    return this.trouble;
  }
}
