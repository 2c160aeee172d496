import type { WardWaves } from './bed-waves.ts';
import { LanePainter } from './lane-painter.ts';
import type { RunningClock } from './running-clock.ts';
import type { Lanes } from './wall-protocol.ts';

/** Pixels of the canvas at most: beyond, a screen of many pixels gets fewer of them. */
const MOST_PIXELS = 9_000_000;
const LINE_PIXELS = 1.4;
/** Between two pages, where waveforms are not swept. */
const PAGE_MS = 1000;
/** A page shows what is no older than this, in real time. */
const FRESH_MS = 15_000;

/** All waveforms of the wall on one canvas. */
export class WaveCanvas {
  readonly #canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D | null;
  readonly #waves: WardWaves;
  readonly #clock: RunningClock;
  #byColour: readonly (readonly [colour: string, painters: readonly LanePainter[]])[] = [];
  #still = false;
  #pagedAt = Number.NEGATIVE_INFINITY;

  constructor(canvas: OffscreenCanvas, waves: WardWaves, clock: RunningClock) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
    this.#waves = waves;
    this.#clock = clock;
  }

  layOut({ lanes, width, height, ratio: asked, still }: Lanes): void {
    const ratio = Math.min(asked, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)));
    this.#canvas.width = Math.max(1, Math.round(width * ratio));
    this.#canvas.height = Math.max(1, Math.round(height * ratio));
    this.#context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    const painters = Map.groupBy(
      lanes.filter((lane) => lane.width > 0).map((lane) => new LanePainter(lane)),
      ({ lane }) => lane.colour,
    );
    this.#byColour = [...painters];
    this.#still = still;
    this.#pagedAt = Number.NEGATIVE_INFINITY;
  }

  /** @param local a clock of this machine, ms */
  draw(local: number): void {
    const context = this.#context;
    if (!context) return;
    const swept = !this.#still && this.#clock.speed === 1;
    if (swept) this.#sweep(context, this.#clock.now(local));
    else if (local - this.#pagedAt >= PAGE_MS) {
      this.#pagedAt = local;
      this.#page(context, this.#clock.now(local));
    }
  }

  #sweep(context: OffscreenCanvasRenderingContext2D, now: number): void {
    for (const [colour, painters] of this.#byColour) {
      for (const painter of painters) {
        const waves = this.#waves.of(painter.lane.bed);
        painter.wipe(context, waves?.ring(painter.lane.waveform), now - (waves?.lagAt(now) ?? 0));
      }
      this.#stroke(context, colour, painters, (painter) => painter.sweep(context));
    }
  }

  #page(context: OffscreenCanvasRenderingContext2D, now: number): void {
    const oldest = now - FRESH_MS * Math.max(1, this.#clock.speed);
    for (const [colour, painters] of this.#byColour)
      this.#stroke(context, colour, painters, (painter) => {
        const ring = this.#waves.of(painter.lane.bed)?.ring(painter.lane.waveform);
        const fresh = ring && ring.until > oldest ? ring : undefined;
        painter.page(context, fresh, Math.min(now, ring?.until ?? now));
      });
  }

  /** One stroke for each colour: a stroke costs more than the lines in it. */
  #stroke(
    context: OffscreenCanvasRenderingContext2D,
    colour: string,
    painters: readonly LanePainter[],
    add: (painter: LanePainter) => void,
  ): void {
    context.strokeStyle = colour;
    context.lineWidth = LINE_PIXELS;
    context.lineJoin = 'round';
    context.beginPath();
    for (const painter of painters) add(painter);
    context.stroke();
  }
}
