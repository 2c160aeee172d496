import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleRing } from './sample-ring.ts';

const START = Date.UTC(2026, 10, 29);
const RATE = 250;

const read = (ring: SampleRing, seconds: number): number[] =>
  Array.from({ length: seconds * RATE }, (_, index) => ring.at(ring.numberAt(START) + index));

/** A second each, with values that tell where they belong. */
const chunk = (second: number) =>
  [START + 1000 * second, Float32Array.from({ length: RATE }, (_, index) => second * RATE + index)] as const;

describe('a ring of samples', () => {
  it('is the same in whatever order and however often chunks come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }), (seconds) => {
        const [told, sorted] = [new SampleRing(RATE, 10), new SampleRing(RATE, 10)];
        for (const second of seconds) told.write(...chunk(second));
        for (const second of [...new Set(seconds)].sort()) sorted.write(...chunk(second));
        expect(read(told, 6)).toEqual(read(sorted, 6));
      }),
    );
  });

  it('has no sample where none came, and none of before the seconds that it keeps', () => {
    const ring = new SampleRing(RATE, 2);
    ring.write(...chunk(0));
    ring.write(...chunk(2));
    const first = ring.numberAt(START);
    expect(ring.at(first)).toBeNaN();
    expect(ring.at(first + RATE)).toBeNaN();
    expect(ring.at(first + 2 * RATE)).toBe(2 * RATE);
    expect(ring.at(first + 3 * RATE)).toBeNaN();
    expect(ring.until).toBe(START + 3000);
  });

  it('leaves no sample of long ago after a gap of any length', () => {
    const ring = new SampleRing(RATE, 2);
    ring.write(...chunk(0));
    ring.write(...chunk(3600));
    const end = ring.numberAt(START + 3_600_000);
    expect(Array.from({ length: RATE }, (_, back) => ring.at(end - 1 - back)).every(Number.isNaN)).toBe(true);
    expect(ring.at(end)).toBe(3600 * RATE);
  });
});
