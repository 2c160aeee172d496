import { frameHeader } from '#lib/dicom/picture-header.ts';
import type { FramePlanes } from '#lib/dicom/picture-planes.ts';
import type { Matrix } from './draw-frame.ts';
import { PlanePainter } from './draw-planes.ts';
import type { PictureSession } from './picture-session.ts';
import { addCanvas, fitToScreen } from './screen-canvas.ts';

/** Shutter and overlay planes on a canvas of their own, so that the pixels below stay what they are. */
export class PlaneLayer {
  readonly canvas: HTMLCanvasElement;
  shown = true;
  readonly #session: PictureSession;
  readonly #painter: PlanePainter;
  /** By frame; of planes that do not vary, under 0. */
  readonly #planes = new Map<number, FramePlanes>();

  constructor(element: HTMLElement, session: PictureSession) {
    this.canvas = addCanvas(element, 'planes');
    this.#session = session;
    this.#painter = new PlanePainter(session.header);
  }

  #keyOf(frame: number): number {
    return this.#session.header.overlays.vary ? frame : 0;
  }

  /** Fetches the planes of a frame before it is drawn. */
  async load(frame: number): Promise<void> {
    const key = this.#keyOf(frame);
    if (this.#session.header.overlays.planes.length === 0 || this.#planes.has(key)) return;
    const outcome = await this.#session.planes(key);
    if (outcome.ok) this.#planes.set(key, outcome.value);
  }

  /** `matrix` leads to pixels of the screen. */
  draw(frame: number, matrix: Matrix): void {
    const { header } = this.#session;
    const { shutter } = frameHeader(header, frame);
    if (header.overlays.planes.length === 0 && !shutter && this.canvas.width === 0) return;
    fitToScreen(this.canvas);
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.shown)
      this.#painter.paint(context, matrix, this.#planes.get(this.#keyOf(frame)) ?? null, shutter);
  }
}
