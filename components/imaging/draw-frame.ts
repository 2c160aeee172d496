import type { Codes, DisplayFrame, GreyFrame } from '#lib/dicom/display-frame.ts';
import type { GreyScale } from '#lib/dicom/grey-scale.ts';
import { greyTable, type Look } from '#lib/dicom/grey-table.ts';
import { isPadding, type Padding } from '#lib/dicom/padding.ts';
import { windowed } from '#lib/dicom/window.ts';

/** Canvas matrix (a, b, c, d, e, f) from pixel edges of the picture to pixels of the screen. */
export type Matrix = readonly [number, number, number, number, number, number];

/** A frame with its own grey scale. */
export type ScaledFrame = { readonly frame: DisplayFrame; readonly scale: GreyScale };

type Raster = { readonly width: number; readonly height: number; readonly data: Codes | Uint8Array };
type Rect = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
type Size = { readonly rows: number; readonly columns: number };

/**
 * Draws the part of a frame that is in view. Where the picture is larger than the screen it is averaged first, once per
 * zoom, so that a change of window touches about as many pixels as the screen has, and not all of a radiograph's.
 */
export class FramePainter {
  readonly #scratch = document.createElement('canvas');
  readonly #size: Size;
  #reduced: { readonly frame: DisplayFrame; readonly factor: number; readonly raster: Raster } | null = null;

  constructor(size: Size) {
    this.#size = size;
  }

  paint(context: CanvasRenderingContext2D, matrix: Matrix, { frame, scale }: ScaledFrame, look: Look): void {
    const { canvas } = context;
    const { rows, columns } = this.#size;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, canvas.width, canvas.height);
    const seen = visiblePart(matrix, canvas.width, canvas.height, this.#size);
    if (!seen) return;
    const factor = Math.max(
      1,
      Math.floor(1 / Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))),
    );
    const raster = this.#rasterOf(frame, factor);
    const crop = {
      x0: Math.floor(seen.x0 / factor),
      y0: Math.floor(seen.y0 / factor),
      x1: Math.min(raster.width, Math.ceil(seen.x1 / factor)),
      y1: Math.min(raster.height, Math.ceil(seen.y1 / factor)),
    };
    const [width, height] = [crop.x1 - crop.x0, crop.y1 - crop.y0];
    this.#fill({ frame, scale }, raster, crop, look);
    context.setTransform(...matrix);
    context.save();
    context.beginPath();
    context.rect(0, 0, columns, rows);
    context.clip();
    context.imageSmoothingEnabled = true;
    const [x, y] = [crop.x0 * factor, crop.y0 * factor];
    context.drawImage(this.#scratch, 0, 0, width, height, x, y, width * factor, height * factor);
    context.restore();
  }

  #rasterOf(frame: DisplayFrame, factor: number): Raster {
    const { rows, columns } = this.#size;
    const data = frame.kind === 'grey' ? frame.codes : frame.rgb;
    if (factor === 1) return { width: columns, height: rows, data };
    if (this.#reduced?.frame === frame && this.#reduced.factor === factor) return this.#reduced.raster;
    const raster = reduceFrame(frame, columns, rows, factor);
    this.#reduced = { frame, factor, raster };
    return raster;
  }

  /** Paints the crop into the scratch canvas. */
  #fill(drawn: ScaledFrame, raster: Raster, crop: Rect, look: Look): void {
    const [width, height] = [crop.x1 - crop.x0, crop.y1 - crop.y0];
    if (this.#scratch.width !== width || this.#scratch.height !== height) {
      this.#scratch.width = width;
      this.#scratch.height = height;
    }
    const context = this.#scratch.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    fillWords(new Uint32Array(image.data.buffer), drawn, raster, crop, look);
    context.putImageData(image, 0, 0);
  }
}

/** Writes the crop of a raster as opaque RGBA words. */
export function fillWords(
  words: Uint32Array,
  { frame, scale }: ScaledFrame,
  raster: Raster,
  crop: Rect,
  look: Look,
): void {
  if (frame.kind === 'colour') fillColour(words, raster, crop, look);
  else fillGrey(words, raster, crop, greyWords(scale, frame, look), frame.min);
}

/** Opaque grey as a word of four equal bytes but for alpha; the order of bytes does not matter. */
function greyWords(scale: GreyScale, frame: GreyFrame, look: Look): Uint32Array {
  const greys = greyTable(scale, frame, look);
  return Uint32Array.from(greys, (grey) => 0xff000000 | (grey << 16) | (grey << 8) | grey);
}

function fillGrey(
  words: Uint32Array,
  { width, data }: Raster,
  crop: Rect,
  table: Uint32Array,
  min: number,
): void {
  let to = 0;
  for (let y = crop.y0; y < crop.y1; y += 1) {
    const row = y * width;
    for (let x = crop.x0; x < crop.x1; x += 1) {
      words[to] = table[(data[row + x] ?? 0) - min] ?? 0xff000000;
      to += 1;
    }
  }
}

/** A window by hand on colour changes brightness and contrast of each channel alike; the file's own are for grey. */
function fillColour(words: Uint32Array, { width, data }: Raster, crop: Rect, { choice, invert }: Look): void {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => {
    const share = choice.kind === 'window' ? windowed(value, choice.window) : value / 255;
    return 255 * (invert ? 1 - share : share);
  });
  let to = 0;
  for (let y = crop.y0; y < crop.y1; y += 1) {
    let from = 3 * (y * width + crop.x0);
    for (let x = crop.x0; x < crop.x1; x += 1) {
      const red = table[data[from] ?? 0] ?? 0;
      const green = table[data[from + 1] ?? 0] ?? 0;
      const blue = table[data[from + 2] ?? 0] ?? 0;
      words[to] = 0xff000000 | (blue << 16) | (green << 8) | red;
      to += 1;
      from += 3;
    }
  }
}

/** A frame averaged down; pixels outside the picture have no part in the mean of their block. */
export function reduceFrame(frame: DisplayFrame, columns: number, rows: number, factor: number): Raster {
  if (frame.kind === 'colour') return reduce(frame.rgb, columns, rows, 3, factor);
  const { codes, blank } = frame;
  return blank ? reduceInside(codes, blank, columns, rows, factor) : reduce(codes, columns, rows, 1, factor);
}

/** A block of nothing but blank pixels stays one. */
function reduceInside(codes: Codes, blank: Padding, columns: number, rows: number, factor: number): Raster {
  const width = Math.ceil(columns / factor);
  const height = Math.ceil(rows / factor);
  const sums = new Float64Array(width * height);
  const counts = new Uint32Array(width * height);
  const out = codes.slice(0, width * height).fill(codes.find((code) => isPadding(blank, code)) ?? 0);
  for (const [i, code] of codes.entries()) {
    if (isPadding(blank, code)) continue;
    const to = Math.floor(Math.floor(i / columns) / factor) * width + Math.floor((i % columns) / factor);
    sums[to] = (sums[to] ?? 0) + code;
    counts[to] = (counts[to] ?? 0) + 1;
  }
  for (const [i, count] of counts.entries()) if (count > 0) out[i] = Math.round((sums[i] ?? 0) / count);
  return { width, height, data: out };
}

/** Mean of blocks of `factor` × `factor` pixels; the last block of a row or column may be smaller. */
function reduce(
  data: Codes | Uint8Array,
  columns: number,
  rows: number,
  samples: number,
  factor: number,
): Raster {
  const width = Math.ceil(columns / factor);
  const height = Math.ceil(rows / factor);
  const out = data.slice(0, width * height * samples);
  const sums = new Float64Array(width * samples);
  for (let block = 0; block < height; block += 1) {
    sums.fill(0);
    const bottom = Math.min(rows, (block + 1) * factor);
    for (let y = block * factor; y < bottom; y += 1)
      addRow(sums, data, y * columns * samples, columns, samples, factor);
    const tall = bottom - block * factor;
    for (let i = 0; i < sums.length; i += 1) {
      const wide = Math.min(factor, columns - Math.floor(i / samples) * factor);
      out[block * width * samples + i] = Math.round((sums[i] ?? 0) / (wide * tall));
    }
  }
  return { width, height, data: out };
}

function addRow(
  sums: Float64Array,
  data: Codes | Uint8Array,
  start: number,
  columns: number,
  samples: number,
  factor: number,
): void {
  for (let x = 0; x < columns; x += 1) {
    const to = Math.floor(x / factor) * samples;
    for (let s = 0; s < samples; s += 1)
      sums[to + s] = (sums[to + s] ?? 0) + (data[start + x * samples + s] ?? 0);
  }
}

/** Pixel bounds of what of the picture is on the canvas; null when nothing is. */
function visiblePart(matrix: Matrix, width: number, height: number, { rows, columns }: Size): Rect | null {
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ].map(([x = 0, y = 0]) => invert(matrix, x, y));
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const x0 = Math.max(0, Math.floor(Math.min(...xs)));
  const y0 = Math.max(0, Math.floor(Math.min(...ys)));
  const x1 = Math.min(columns, Math.ceil(Math.max(...xs)));
  const y1 = Math.min(rows, Math.ceil(Math.max(...ys)));
  return x1 > x0 && y1 > y0 ? { x0, y0, x1, y1 } : null;
}

/** Screen to picture. */
export function invert([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  const determinant = a * d - b * c;
  const [dx, dy] = [x - e, y - f];
  return [(d * dx - c * dy) / determinant, (a * dy - b * dx) / determinant];
}

export const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];
