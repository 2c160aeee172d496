/** What a viewer sends, as text of server-sent events; tiles are told as they are when they are sent. */
export type WallTexts = {
  /** Everything. */
  readonly whole: () => string;
  readonly clock: () => string;
  /** Tiles of these beds, most urgent first, with the id from which a reader who lost the line goes on. */
  readonly tiles: (beds: ReadonlySet<string>) => string;
};

/** Of waveforms that wait for a slow line: some four seconds of 60 beds. Older ones are no longer drawn anyway. */
const MOST_WAITING = 1_000_000;

/**
 * Somebody who looks at the wall. What waits to be sent is never a queue of tiles: a bed that changed twice is sent once, as it
 * then is. So a slow line sees fewer steps and the same wall; only waveforms wait in line, come last, and are lost first.
 */
export class Viewer {
  readonly #texts: WallTexts;
  readonly #beds: Set<string>;
  #whole: boolean;
  #clock = true;
  #waveforms: string[] = [];
  #waiting = 0;
  #closed = false;
  #wake: (() => void) | null = null;

  /** @param missed beds that changed since the viewer last saw the wall; null: the viewer is new, or that is not known */
  constructor(texts: WallTexts, missed: readonly string[] | null) {
    this.#texts = texts;
    this.#whole = missed === null;
    this.#beds = new Set(missed);
  }

  tellWhole(): void {
    this.#whole = true;
    this.#rouse();
  }

  tellTiles(beds: Iterable<string>): void {
    for (const bed of beds) this.#beds.add(bed);
    this.#rouse();
  }

  tellClock(): void {
    this.#clock = true;
    this.#rouse();
  }

  tellWaveform(text: string): void {
    this.#waveforms.push(text);
    this.#waiting += text.length;
    while (this.#waiting > MOST_WAITING) this.#waiting -= this.#waveforms.shift()?.length ?? 0;
    this.#rouse();
  }

  close(): void {
    this.#closed = true;
    this.#rouse();
  }

  #rouse(): void {
    this.#wake?.();
    this.#wake = null;
  }

  #hasNews(): boolean {
    return this.#whole || this.#clock || this.#beds.size > 0 || this.#waveforms.length > 0;
  }

  /** What comes next, when there is something; null: closed. Called when the line has taken what came before. */
  async next(): Promise<string | null> {
    while (!this.#closed && !this.#hasNews())
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    return this.#closed ? null : this.#take();
  }

  #take(): string {
    if (this.#whole) {
      this.#whole = false;
      this.#clock = false;
      this.#beds.clear();
      return this.#texts.whole();
    }
    if (this.#clock) {
      this.#clock = false;
      return this.#texts.clock();
    }
    if (this.#beds.size > 0) {
      const text = this.#texts.tiles(this.#beds);
      this.#beds.clear();
      return text;
    }
    const text = this.#waveforms.join('');
    this.#waveforms = [];
    this.#waiting = 0;
    return text;
  }
}
