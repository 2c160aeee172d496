import { type LaneScale, laneScale } from './lane-scale.ts';
import type { SampleRing } from './sample-ring.ts';
import { ERASE_PIXELS, laneSpan, SECOND_PIXELS, sweepX, sweptStrips } from './sweep.ts';
import type { Lane } from './wall-protocol.ts';

/** A scale is taken from so much of the past: two beats even of a slow heart. */
const SCALE_MS = 3000;
const CLIPPED_MS = 500;
/** A line has a width: its half must not lie where nothing wipes it. */
const EDGE_PIXELS = 2;
const ERASE_MS = (ERASE_PIXELS / SECOND_PIXELS) * 1000;

/** Draws one waveform into its lane, and remembers how far it came. */
export class LanePainter {
  readonly lane: Lane;
  readonly #span: number;
  #ring: SampleRing | null = null;
  #scale: LaneScale | null = null;
  #scaledAt = 0;
  #clipped = false;
  /** Time up to which is drawn, and the next sample. */
  #until = Number.NaN;
  #next = 0;

  constructor(lane: Lane) {
    this.lane = lane;
    this.#span = laneSpan(lane.width);
  }

  /** Wipes what the sweep goes over up to a time; everything, where it begins. */
  wipe(context: OffscreenCanvasRenderingContext2D, ring: SampleRing | undefined, until: number): void {
    const { width } = this.lane;
    if (ring !== this.#ring || Number.isNaN(this.#until)) {
      this.#clear(context, 0, width);
      this.#ring = ring ?? null;
      this.#until = until;
      this.#next = ring?.numberAt(until) ?? 0;
      this.#scale = null;
      return;
    }
    if (until <= this.#until) return;
    for (const strip of sweptStrips(this.#until + ERASE_MS, until + ERASE_MS, width))
      this.#clear(context, strip.x, strip.width);
    this.#until = until;
  }

  /** Where the lane begins or ends, the half of a line that stands over its edge too. */
  #clear(context: OffscreenCanvasRenderingContext2D, from: number, width: number): void {
    const { x, y, width: all, height } = this.lane;
    const start = from <= 0 ? -EDGE_PIXELS : from;
    const end = from + width >= all ? all + EDGE_PIXELS : from + width;
    context.clearRect(x + start, y, end - start, height);
  }

  /** Adds what came since the last frame to the path of its colour. */
  sweep(context: OffscreenCanvasRenderingContext2D): void {
    const ring = this.#ring;
    if (!ring) return;
    const end = Math.min(ring.numberAt(this.#until), ring.numberAt(ring.until));
    const first = Math.max(this.#next - 1, end - Math.ceil((this.#span / 1000) * ring.rate));
    if (end <= this.#next) return;
    this.#next = end;
    this.#rescale(ring);
    this.#trace(context, ring, first, end, (at) => sweepX(at, this.lane.width));
  }

  /** Draws the last span before a time at once, for whoever wants no motion, and for a replay that runs faster than it can be swept. */
  page(context: OffscreenCanvasRenderingContext2D, ring: SampleRing | undefined, until: number): void {
    const { width } = this.lane;
    this.#clear(context, 0, width);
    this.#until = Number.NaN;
    if (!ring) return;
    this.#scale = laneScale(ring, this.lane.waveform, until, this.#span);
    const from = until - this.#span;
    this.#trace(
      context,
      ring,
      ring.numberAt(from) + 1,
      ring.numberAt(until),
      (at) => ((at - from) / this.#span) * width,
    );
  }

  /** Once in a sweep; sooner where a beat did not fit, as the first ones after a pause. */
  #rescale(ring: SampleRing): void {
    const since = this.#until - this.#scaledAt;
    const due = this.#clipped ? CLIPPED_MS : Math.max(SCALE_MS, this.#span);
    if (this.#scale && since < due) return;
    this.#scaledAt = this.#until;
    this.#clipped = false;
    this.#scale = laneScale(ring, this.lane.waveform, this.#until, SCALE_MS) ?? this.#scale;
  }

  #trace(
    context: OffscreenCanvasRenderingContext2D,
    ring: SampleRing,
    first: number,
    end: number,
    place: (at: number) => number,
  ): void {
    const { x: left, y: top, height } = this.lane;
    const { low, high } = this.#scale ?? { low: 0, high: 1 };
    let before = Number.POSITIVE_INFINITY;
    for (let number = first; number < end; number += 1) {
      const value = ring.at(number);
      const x = place(ring.timeOf(number));
      if (Number.isNaN(value)) {
        before = Number.POSITIVE_INFINITY;
        continue;
      }
      if (value > high || value < low) this.#clipped = true;
      const share = Math.min(1, Math.max(0, (high - value) / (high - low)));
      const y = top + EDGE_PIXELS + share * (height - 2 * EDGE_PIXELS);
      if (x < before) context.moveTo(left + x, y);
      else context.lineTo(left + x, y);
      before = x;
    }
  }
}
