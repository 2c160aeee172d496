import type { StoreApi } from 'zustand/vanilla';
import { frameAt } from '#lib/dicom/cine.ts';
import type { PictureScreen } from './cornerstone.ts';
import type { ViewerState } from './viewer-state.ts';

/** More decoded pixels than this are not kept ahead: frames are then decoded as they come. */
const MAX_AHEAD_BYTES = 600 * 2 ** 20;

/** Plays frames by the clock: when drawing is late, frames are left out and the beat keeps its time. */
export class CinePlayer {
  readonly #store: StoreApi<ViewerState>;
  readonly #show: (frame: number) => Promise<void>;
  #request = 0;
  #busy = false;
  /** Asked for while another frame was on its way. */
  #wanted: number | null = null;

  constructor(store: StoreApi<ViewerState>, show: (frame: number) => Promise<void>) {
    this.#store = store;
    this.#show = show;
  }

  /** Decodes the frames in order, two at a time, until all are there or `closed` says so. */
  async preload(screen: PictureScreen, closed: () => boolean): Promise<void> {
    const { header } = this.#store.getState();
    if (!header || header.frames === 1) return;
    const bytes = header.rows * header.columns * (header.coloured ? 3 : header.bitsStored > 8 ? 2 : 1);
    const ahead = Math.min(header.frames, Math.floor(MAX_AHEAD_BYTES / bytes));
    for (let frame = 0; frame < ahead && !closed(); frame += 1) {
      if (header.film) await this.#untilPaused(closed);
      await screen.prepareFrame(frame);
      this.#store.setState({ loaded: frame + 1 });
    }
  }

  /** A film that plays needs its decoder for itself. */
  async #untilPaused(closed: () => boolean): Promise<void> {
    while (this.#store.getState().playing && !closed())
      await new Promise((resolve) => setTimeout(resolve, 200));
  }

  play(): void {
    const { header, frame, speed } = this.#store.getState();
    if (!header || header.frames === 1) return;
    const { cine } = header;
    const before = cine.durations.slice(0, frame).reduce((sum, ms) => sum + ms, 0);
    const start = performance.now() - before / speed;
    this.stop();
    this.#store.setState({ playing: true });
    const step = (now: number) => {
      const state = this.#store.getState();
      const elapsed = Math.max(0, now - start) * speed;
      this.#advance(frameAt(cine, elapsed, state.loop), state.frame);
      const total = cine.durations.reduce((sum, ms) => sum + ms, 0);
      if (!state.loop && elapsed >= total) this.stop();
      else this.#request = requestAnimationFrame(step);
    };
    this.#request = requestAnimationFrame(step);
  }

  #advance(wanted: number, current: number): void {
    if (wanted === current || this.#busy) return;
    this.#busy = true;
    void this.#show(wanted).finally(() => {
      this.#busy = false;
    });
  }

  stop(): void {
    cancelAnimationFrame(this.#request);
    if (this.#store.getState().playing) this.#store.setState({ playing: false });
  }

  toggle(): void {
    if (this.#store.getState().playing) this.stop();
    else this.play();
  }

  setSpeed(speed: number): void {
    const { playing } = this.#store.getState();
    this.#store.setState({ speed });
    if (playing) this.play();
  }

  /** Stops, and goes `by` frames on, round the ends. */
  step(by: number): void {
    const { header, frame } = this.#store.getState();
    if (!header) return;
    this.go(((this.#wanted ?? frame) + by + header.frames) % header.frames);
  }

  /** Of frames that are asked for faster than they come, as when a slider is dragged, the last one is shown. */
  go(frame: number): void {
    this.stop();
    if (this.#wanted !== null) {
      this.#wanted = frame;
      return;
    }
    this.#wanted = frame;
    void this.#showWanted();
  }

  async #showWanted(): Promise<void> {
    try {
      for (let shown: number | null = null; this.#wanted !== null && this.#wanted !== shown; ) {
        shown = this.#wanted;
        await this.#show(shown);
      }
    } finally {
      this.#wanted = null;
    }
  }
}
