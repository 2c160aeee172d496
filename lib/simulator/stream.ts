import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { log, normalQuantile } from './arithmetic.ts';

/**
 * Random numbers for one purpose of one patient. Each (seed, patient, purpose) has its own stream, so patient k is the
 * same in a cohort of 40 or 40,000, and a new purpose (imaging, genomics …) changes no number of the others.
 */
export type Stream = {
  /** Uniform on the open interval (0, 1), 52 bits. */
  readonly uniform: () => number;
  readonly normal: (mean?: number, sd?: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Uniform integer, both ends included. */
  readonly integer: (low: number, high: number) => number;
  /** Poisson count, by exponential gaps; for small means. */
  readonly count: (mean: number) => number;
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
};

/** Finaliser of MurmurHash3 (Appleby, public domain): each input bit flips each output bit with probability ½. */
function mix(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Four 32-bit words from the key: four chains over the same words, each begun differently. */
function hashKey(seed: number, patient: number, purpose: string): [number, number, number, number] {
  const words = [seed | 0, Math.floor(seed / 4_294_967_296) | 0, patient | 0, purpose.length];
  for (let i = 0; i < purpose.length; i += 1) words.push(purpose.charCodeAt(i));
  const chain = (start: number) =>
    words.reduce((h, word, i) => mix(Math.imul(h, 0x9e3779b1) + mix(word + i)), start);
  return [chain(0x243f6a88), chain(0x85a308d3), chain(0x13198a2e), chain(0x03707344)];
}

/** A table as a list to pick from; throws `TypeError` for an empty one. */
export function nonEmpty<T>(list: readonly T[]): readonly [T, ...T[]] {
  const [first, ...others] = list;
  if (first === undefined) throw new TypeError('A table of the simulator is empty');
  return [first, ...others];
}

/** 64 bits of the key as 16 hexadecimal digits: an opaque identifier that repeats for the same key. */
export function hashIdentifier(seed: number, patient: number, purpose: string): string {
  const [high, low] = hashKey(seed, patient, purpose);
  return [high, low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** `seed`: integer 0 … 2⁵³−1; `patient`: index from 0. Generator: xoroshiro128+ (Blackman and Vigna). */
export function openStream(seed: number, patient: number, purpose: string): Stream {
  const generator = xoroshiro128plusFromState(hashKey(seed, patient, purpose));
  // The lowest bits of xoroshiro128+ are weak: 26 high bits of each of two outputs, plus a half to stay off 0 and 1.
  const uniform = () => {
    const high = generator.next() >>> 6;
    const low = generator.next() >>> 6;
    return (high * 67_108_864 + low + 0.5) / 4_503_599_627_370_496;
  };
  const integer = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform,
    normal: (mean = 0, sd = 1) => mean + sd * normalQuantile(uniform()),
    chance: (probability) => uniform() < probability,
    integer,
    count: (mean) => {
      let events = 0;
      let elapsed = -log(uniform());
      while (elapsed <= mean) {
        events += 1;
        elapsed -= log(uniform());
      }
      return events;
    },
    pick: (list) => list[integer(0, list.length - 1)] ?? list[0],
  };
}
