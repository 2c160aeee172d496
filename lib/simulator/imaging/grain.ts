import type { Stream } from '../stream.ts';

/** Random numbers by the hundred thousand, for the noise of a picture: far cheaper than a `Stream`, seeded by one. */
export type Grain = {
  /** About standard normal: the sum of the four bytes of a word, so it ends at ±3.5 standard deviations. */
  readonly normal: () => number;
  /** Uniform on [0, 1). */
  readonly uniform: () => number;
};

const BYTE_SUM_MEAN = 510;
const BYTE_SUM_DEVIATION = 147.8;

/** Marsaglia's xorshift32 (J Stat Softw 2003;8(14)), multiplied by an odd constant so that the low bytes are as good. */
export function openGrain(stream: Stream): Grain {
  // A typed array, because a captured variable above 31 bits is a new heap object at every assignment.
  const state = Int32Array.of(stream.integer(1, 2_147_483_647));
  const word = () => {
    let s = state[0] ?? 0;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    state[0] = s;
    return Math.imul(s, 0x9e3779b1);
  };
  return {
    normal: () => {
      const w = word();
      const sum = (w & 255) + ((w >>> 8) & 255) + ((w >>> 16) & 255) + (w >>> 24);
      return (sum - BYTE_SUM_MEAN) / BYTE_SUM_DEVIATION;
    },
    uniform: () => (word() >>> 0) / 4_294_967_296,
  };
}
