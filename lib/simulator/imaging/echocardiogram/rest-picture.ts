import { atan } from '../../arithmetic.ts';
import { interpolate } from '../plane.ts';
import { HEIGHT, type Screen, toX, toY, WIDTH } from './screen.ts';
import type { PolarEcho } from './speckle.ts';

/** The heart at rest in dB on the screen's grid, with a margin from which tissue may move into the sector. */
export type RestPicture = {
  readonly width: number;
  readonly height: number;
  readonly decibels: Float32Array;
};

export const MARGIN = 40;
/** Nothing echoes. */
export const SILENCE = -90;

/** Scan conversion: beams and depths to rows and columns, bilinear in dB. */
export function scanConvert(echo: PolarEcho, screen: Screen): RestPicture {
  const width = WIDTH + 2 * MARGIN;
  const height = HEIGHT + 2 * MARGIN;
  const decibels = new Float32Array(width * height);
  for (let p = 0; p < decibels.length; p += 1) {
    const row = Math.floor(p / width);
    decibels[p] = echoAt(echo, toX(screen, p - row * width - MARGIN), toY(screen, row - MARGIN));
  }
  return { width, height, decibels };
}

/** Echo at (x, y) cm from the probe; beams that no sector can hold are not looked up. */
function echoAt(echo: PolarEcho, x: number, y: number): number {
  if (y <= 0.02 || Math.abs(x) > 1.3 * y) return SILENCE;
  const beam = (atan(x / y) - echo.firstAngle) / echo.beamAngle;
  const sample = (Math.sqrt(x * x + y * y) * (echo.samples - 1)) / echo.depth;
  if (beam < 0 || beam >= echo.beams - 1 || sample >= echo.samples - 1) return SILENCE;
  return interpolate(echo.decibels, echo.beams, beam, sample);
}
