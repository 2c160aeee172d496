import { exp, log } from '../arithmetic.ts';

/**
 * Exponential and logarithm for whole images: linear interpolation in tables, the same bits on every engine.
 * Single precision is ample for a 12-bit picture.
 */

const STEPS_PER_UNIT = 256;
const RANGE = 16;
const DECAY = Float32Array.from({ length: RANGE * STEPS_PER_UNIT + 2 }, (_, i) => exp(-i / STEPS_PER_UNIT));

/** e⁻ˣ to 2e-6 for 0 ≤ x ≤ 16; clamped outside. */
export function decay(x: number): number {
  const position = x <= 0 ? 0 : x >= RANGE ? RANGE * STEPS_PER_UNIT : x * STEPS_PER_UNIT;
  const i = Math.floor(position);
  const low = DECAY[i] ?? 0;
  return low + (position - i) * ((DECAY[i + 1] ?? 0) - low);
}

const MANTISSAS = 2048;
const LOG_MANTISSA = Float32Array.from({ length: MANTISSAS + 1 }, (_, i) => log(1 + i / MANTISSAS));
const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** Natural logarithm to 3e-4 for positive normal single-precision x, from the exponent and the leading mantissa bits. */
export function quickLog(x: number): number {
  single[0] = x;
  const word = bits[0] ?? 0;
  return ((word >>> 23) - 127) * Math.LN2 + (LOG_MANTISSA[(word >>> 12) & (MANTISSAS - 1)] ?? 0);
}
