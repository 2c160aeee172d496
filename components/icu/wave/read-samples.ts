import type { WallChunk } from '#lib/icu/wall/wall-message.ts';

/** The integer that stands for no sample. */
const NONE = -32_768;

/** Samples of a chunk in their unit; `NaN`: none. Throws where the text is no base64. */
export function readSamples({ samples, gain, offset }: WallChunk): Float32Array {
  const bytes = atob(samples);
  const values = new Float32Array(bytes.length >> 1);
  for (let index = 0; index < values.length; index += 1) {
    const word = bytes.charCodeAt(2 * index) | (bytes.charCodeAt(2 * index + 1) << 8);
    const integer = (word << 16) >> 16;
    values[index] = integer === NONE ? Number.NaN : offset + gain * integer;
  }
  return values;
}
