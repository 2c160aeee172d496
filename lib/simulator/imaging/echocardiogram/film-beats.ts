import type { Grain } from '../grain.ts';
import { interpolate } from '../plane.ts';
import { type Beat, heightIndex, restDistance } from './beat.ts';
import type { HeartFrame } from './heart-map.ts';
import type { Machine, Quality } from './machine.ts';
import { MARGIN, type RestPicture, SILENCE } from './rest-picture.ts';
import { HEIGHT, inSector, type Screen, toColumn, toRow, toX, toY, WIDTH } from './screen.ts';

/** Pixels of the sector, where each lies in heart coordinates (cm), and what gain and lost beams add to it (dB). */
type Sector = {
  readonly pixels: Uint32Array;
  readonly along: Float32Array;
  readonly across: Float32Array;
  readonly gain: Float32Array;
};

/** Receiver gain: time-gain compensation leaves a slow fall; the sector's edges are weaker; some beams are lost. */
export function laySector(frame: HeartFrame, screen: Screen, quality: Quality): Sector {
  const inside = new Uint32Array(WIDTH * HEIGHT);
  let count = 0;
  for (let p = 0; p < inside.length; p += 1)
    if (inSector(screen, toX(screen, p % WIDTH), toY(screen, Math.floor(p / WIDTH)))) inside[count++] = p;
  const pixels = inside.slice(0, count);
  const along = new Float32Array(pixels.length);
  const across = new Float32Array(pixels.length);
  const gain = new Float32Array(pixels.length);
  for (let n = 0; n < pixels.length; n += 1) {
    const p = pixels[n] ?? 0;
    const x = toX(screen, p % WIDTH);
    const y = toY(screen, Math.floor(p / WIDTH));
    along[n] = (x - frame.apexX) * frame.axisX + (y - frame.apexY) * frame.axisY;
    across[n] = (x - frame.apexX) * frame.axisY - (y - frame.apexY) * frame.axisX;
    const slant = x / y;
    const off = (slant - quality.lostBeam) / 0.13;
    const lost = 1 / (1 + off * off * off * off);
    const edge = 7 * slant * slant * slant * slant;
    gain[n] = quality.gain - 0.45 * Math.max(0, y - 9) - edge - 24 * quality.dropout * lost;
  }
  return { pixels, along, across, gain };
}

/** One instant in dB on the screen: each pixel shows the tissue that has moved there. */
export function moveTissue(
  frame: HeartFrame,
  beat: Beat,
  screen: Screen,
  rest: RestPicture,
  { pixels, along, across }: Sector,
  decibels: Float32Array,
): void {
  const { descent, septal, lateral } = beat;
  const { width, decibels: source } = rest;
  const axisX = frame.axisX * screen.pixelsPerCm;
  const axisY = frame.axisY * screen.pixelsPerCm;
  const apexColumn = MARGIN + toColumn(screen, frame.apexX);
  const apexRow = MARGIN + toRow(screen, frame.apexY);
  const lastRow = rest.height - 1;
  for (let n = 0; n < pixels.length; n += 1) {
    const a = along[n] ?? 0;
    const r = across[n] ?? 0;
    const h = heightIndex(a);
    const a0 = a + (descent[h] ?? 0);
    const r0 = r < 0 ? -restDistance(septal, h, -r) : restDistance(lateral, h, r);
    const u = apexColumn + a0 * axisX + r0 * axisY;
    const v = apexRow + a0 * axisY - r0 * axisX;
    const seen = u >= 0 && v >= 0 && u < width - 1 && v < lastRow;
    decibels[pixels[n] ?? 0] = seen ? interpolate(source, width, u, v) : SILENCE;
  }
}

/** Logarithmic compression to 8 bits; the receiver's noise flickers. */
export function compress(
  { pixels, gain }: Sector,
  decibels: Float32Array,
  machine: Machine,
  grain: Grain,
  picture: Uint8Array,
): void {
  const perDecibel = 255 / machine.dynamicRange;
  for (let n = 0; n < pixels.length; n += 1) {
    const p = pixels[n] ?? 0;
    const level = (decibels[p] ?? 0) + (gain[n] ?? 0) + 4 * grain.uniform() - 2;
    const grey = (level + machine.dynamicRange) * perDecibel;
    picture[p] = grey <= 0 ? 0 : grey >= 255 ? 255 : grey;
  }
}
