import { cos, sin } from '../../arithmetic.ts';
import type { Stream } from '../../stream.ts';
import { boxBlur } from '../blur.ts';
import { openGrain } from '../grain.ts';
import { sample } from '../plane.ts';
import { decay, quickLog } from '../tabulated.ts';
import type { Scanner } from './scanner.ts';
import { SIZE, type Thorax } from './thorax.ts';

/** Where the patient stood: magnification, tilt in the picture plane (radians) and shift in pixels. */
export type Positioning = {
  readonly zoom: number;
  readonly tilt: number;
  readonly shiftX: number;
  readonly shiftY: number;
};

/** Effective linear attenuation at about 120 kV behind a grid, per mm: ICRU Report 44, hardened beam. */
const SOFT_TISSUE = 0.0165;
const BONE = 0.036;

/** Pixel of the upright chest that the detector pixel (column, row) sees. */
export function detectorToChest(column: number, row: number, positioning: Positioning) {
  const centre = (SIZE - 1) / 2;
  const x = (column - centre - positioning.shiftX) / positioning.zoom;
  const y = (row - centre - positioning.shiftY) / positioning.zoom;
  const c = cos(positioning.tilt);
  const s = sin(positioning.tilt);
  return { column: centre + c * x + s * y, row: centre - s * x + c * y };
}

/** Transmitted share of the beam behind every pixel: Beer–Lambert through soft tissue and bone. */
function transmit(thorax: Thorax, soft: Float32Array, bone: Float32Array, positioning: Positioning) {
  const primary = new Float32Array(SIZE * SIZE);
  const attenuation = soft.map((tissue, p) => SOFT_TISSUE * tissue + BONE * (bone[p] ?? 0));
  const plane = { ...thorax.plane, data: attenuation };
  const origin = detectorToChest(0, 0, positioning);
  const right = detectorToChest(1, 0, positioning);
  const dx = right.column - origin.column;
  const dy = right.row - origin.row;
  for (let row = 0, p = 0; row < SIZE; row += 1) {
    let x = origin.column - row * dy;
    let y = origin.row + row * dx;
    for (let column = 0; column < SIZE; column += 1, p += 1, x += dx, y += dy)
      primary[p] = decay(sample(plane, clampIndex(x), clampIndex(y)));
  }
  return primary;
}

const clampIndex = (x: number): number => Math.min(SIZE - 1.001, Math.max(0, x));

const COARSE = 8;

/** Radiation scattered in the body: the picture, blurred over some 8 cm; computed on a coarse grid. */
function scattered(primary: Float32Array): { at: (column: number, row: number) => number } {
  const size = SIZE / COARSE;
  const coarse = new Float32Array(size * size);
  for (let row = 0, p = 0; row < SIZE; row += 1) {
    for (let column = 0; column < SIZE; column += 1, p += 1) {
      const q = Math.floor(row / COARSE) * size + Math.floor(column / COARSE);
      coarse[q] = (coarse[q] ?? 0) + Math.min(0.3, primary[p] ?? 0) / (COARSE * COARSE);
    }
  }
  boxBlur(coarse, size, size, { x: 6, y: 6 }, 3);
  const plane = { size, mmPerPixel: 1, data: coarse };
  const position = (i: number) => Math.min(size - 1.001, Math.max(0, (i - (COARSE - 1) / 2) / COARSE));
  return { at: (column, row) => sample(plane, position(column), position(row)) };
}

/**
 * Attenuation that the detector reports, 0 … about 7: −ln of primary and scattered radiation with quantum noise
 * (variance equal to the mean count), sharpened by the scanner.
 */
export function expose(
  thorax: Thorax,
  layers: { readonly soft: Float32Array; readonly bone: Float32Array },
  positioning: Positioning,
  scanner: Scanner,
  stream: Stream,
): Float32Array {
  const signal = transmit(thorax, layers.soft, layers.bone, positioning);
  const scatter = scattered(signal);
  const grain = openGrain(stream);
  const dose = scanner.photons * (0.8 + 0.4 * stream.uniform());
  for (let row = 0, p = 0; row < SIZE; row += 1) {
    for (let column = 0; column < SIZE; column += 1, p += 1) {
      const mean = (signal[p] ?? 0) + scanner.scatter * scatter.at(column, row);
      const counted = mean + Math.sqrt(mean / dose) * grain.normal();
      signal[p] = -quickLog(Math.max(counted, 8e-4));
    }
  }
  if (scanner.phosphor) boxBlur(signal, SIZE, SIZE, { x: 1, y: 1 }, 1);
  sharpen(signal, scanner.enhancement);
  return signal;
}

/** Unsharp mask over about 12 mm: what "multi-frequency processing" does at its plainest. */
function sharpen(signal: Float32Array, amount: number): void {
  const smooth = signal.slice();
  boxBlur(smooth, SIZE, SIZE, { x: 7, y: 7 }, 2);
  for (let p = 0; p < signal.length; p += 1) {
    const value = signal[p] ?? 0;
    signal[p] = value + amount * (value - (smooth[p] ?? 0));
  }
}
