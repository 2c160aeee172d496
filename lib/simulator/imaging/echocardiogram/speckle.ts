import { cos, sin } from '../../arithmetic.ts';
import { boxBlur } from '../blur.ts';
import type { Grain } from '../grain.ts';
import { decay, quickLog } from '../tabulated.ts';
import { cloudTexture } from '../texture.ts';
import { echoStrength, type HeartFrame } from './heart-map.ts';

/** The heart at rest as a probe sees it: dB per beam and depth; speckle is laid down once and then moves with tissue. */
export type PolarEcho = {
  readonly beams: number;
  readonly samples: number;
  /** Angle of the first beam and between beams, radians; depth of the last sample, cm. */
  readonly firstAngle: number;
  readonly beamAngle: number;
  readonly depth: number;
  readonly decibels: Float32Array;
};

/** Decibels to natural units of amplitude: ln(10)/20. */
const NEPER = 0.1151292546497023;
const BEAMS = 288;
const SAMPLES = 448;
const HALF_ANGLE = 0.86;

/**
 * Fully developed speckle: scatterers of random phase, smeared by the pulse (axially) and the beam (laterally), give a
 * Rayleigh amplitude. Burckhardt CB. IEEE Trans Sonics Ultrason 1978;25:1–6.
 */
export function scanAtRest(frame: HeartFrame, depth: number, beamWidth: number, grain: Grain): PolarEcho {
  const strength = echoStrength(frame);
  const fibre = cloudTexture(grain, SAMPLES, 28);
  const firstAngle = -HALF_ANGLE;
  const beamAngle = (2 * HALF_ANGLE) / (BEAMS - 1);
  const real = new Float32Array(BEAMS * SAMPLES);
  const imaginary = new Float32Array(BEAMS * SAMPLES);
  for (let beam = 0; beam < BEAMS; beam += 1) {
    const angle = firstAngle + beam * beamAngle;
    const [dx, dy] = [sin(angle), cos(angle)];
    for (let k = 0; k < SAMPLES; k += 1) {
      const distance = (k / (SAMPLES - 1)) * depth;
      const x = distance * dx - frame.apexX;
      const y = distance * dy - frame.apexY;
      const a = x * frame.axisX + y * frame.axisY;
      const r = x * frame.axisY - y * frame.axisX;
      const amplitude = decay((2.2 * (fibre[k * SAMPLES + beam] ?? 0) - strength(a, r, distance)) * NEPER);
      const p = k * BEAMS + beam;
      real[p] = amplitude * grain.normal();
      imaginary[p] = amplitude * grain.normal();
    }
  }
  const smear = { x: beamWidth, y: 1 };
  boxBlur(real, BEAMS, SAMPLES, smear, 1);
  boxBlur(imaginary, BEAMS, SAMPLES, smear, 1);
  // Averaging n independent phasors lowers the mean amplitude by √n: give it back.
  const restored = 0.5 * quickLog((2 * beamWidth + 1) * 3);
  for (let p = 0; p < real.length; p += 1) {
    const i = real[p] ?? 0;
    const q = imaginary[p] ?? 0;
    real[p] = (0.5 * quickLog(Math.max((i * i + q * q) / 2, 1e-9)) + restored) / NEPER;
  }
  return { beams: BEAMS, samples: SAMPLES, firstAngle, beamAngle, depth, decibels: real };
}
