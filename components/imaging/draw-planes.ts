import type { FramePlanes } from '#lib/dicom/picture-planes.ts';
import type { Aperture, Shutter } from '#lib/dicom/shutter.ts';
import type { Matrix } from './draw-frame.ts';

type Size = { readonly rows: number; readonly columns: number; readonly aspect: number };
type Colour = readonly [red: number, green: number, blue: number];

/** Of overlay planes; bright on every grey, and no grey itself. */
const OVERLAY: Colour = [94, 242, 160];

/** Draws shutter and overlay planes of one picture over its pixels. */
export class PlanePainter {
  readonly #size: Size;
  /** Masks as pictures, for as long as their frame's planes are kept. */
  readonly #drawn = new WeakMap<Uint8Array, HTMLCanvasElement>();

  constructor(size: Size) {
    this.#size = size;
  }

  paint(
    context: CanvasRenderingContext2D,
    matrix: Matrix,
    planes: FramePlanes | null,
    shutter: Shutter | null,
  ): void {
    const { rows, columns } = this.#size;
    context.save();
    context.setTransform(...matrix);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    const grey = shutter?.grey ?? 0;
    if (shutter) {
      context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
      for (const aperture of shutter.apertures) {
        context.beginPath();
        context.rect(0, 0, columns, rows);
        addAperture(context, aperture, this.#size.aspect);
        context.fill('evenodd');
      }
    }
    this.#draw(context, planes?.cover ?? null, [grey, grey, grey]);
    this.#draw(context, planes?.marks ?? null, OVERLAY);
    context.restore();
  }

  #draw(context: CanvasRenderingContext2D, mask: Uint8Array | null, colour: Colour): void {
    if (!mask) return;
    const canvas = this.#drawn.get(mask) ?? canvasOf(mask, this.#size, colour);
    this.#drawn.set(mask, canvas);
    context.drawImage(canvas, 0, 0);
  }
}

/** Only what lies within the picture is left open, so that the even-odd rule does not fill outside it. */
function addAperture(context: CanvasRenderingContext2D, aperture: Aperture, aspect: number): void {
  if (aperture.kind === 'rectangle') {
    const { x0, y0, x1, y1 } = aperture;
    context.rect(x0, y0, x1 - x0, y1 - y0);
  } else if (aperture.kind === 'circle') {
    const { x, y, radius } = aperture;
    context.moveTo(x + radius, y);
    context.ellipse(x, y, radius, radius / aspect, 0, 0, 2 * Math.PI);
  } else {
    const [[x, y] = [0, 0], ...others] = aperture.points;
    context.moveTo(x, y);
    for (const [toX, toY] of others) context.lineTo(toX, toY);
    context.closePath();
  }
}

function canvasOf(mask: Uint8Array, { rows, columns }: Size, [red, green, blue]: Colour): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const image = context.createImageData(columns, rows);
  for (const [i, bit] of mask.entries()) if (bit) image.data.set([red, green, blue, 255], 4 * i);
  context.putImageData(image, 0, 0);
  return canvas;
}
