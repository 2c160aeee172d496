import { describe, expect, it } from 'vitest';
import { sampleUniform, sampleWhite } from '../fixtures/sample-noise.ts';
import { rhythmOf } from './rhythm.ts';

/** Seconds of beats with these intervals in ms. */
function beats(ms: readonly number[]): Float64Array {
  let at = 0;
  return Float64Array.from([0, ...ms], (one) => {
    at += one / 1000;
    return at;
  });
}

const sinus = (length: number, seed = 3) => Array.from(sampleWhite(length, seed), (z) => 820 + 15 * z);

describe('rhythmOf', () => {
  it('finds early beats with their pause and does not call them irregular', () => {
    const ms = sinus(200);
    for (const at of [30, 90, 150]) {
      ms[at] = 520;
      ms[at + 1] = 1100;
    }
    expect(rhythmOf(beats(ms))).toEqual({ early: [31, 91, 151], irregularShare: { value: 0 } });
  });

  it('calls random intervals irregular, a strip of 30 s too', () => {
    const random = sampleUniform(7);
    const ms = Array.from({ length: 256 }, () => 400 + 600 * random());
    expect(rhythmOf(beats(ms)).irregularShare).toEqual({ value: 1 });
    expect(rhythmOf(beats(ms.slice(0, 40))).irregularShare).toEqual({ value: 1 });
  });

  it('calls neither a bigeminus nor a breath irregular', () => {
    const bigeminus = Array.from({ length: 200 }, (_, i) => (i % 2 ? 500 : 1000));
    const breath = Array.from({ length: 200 }, (_, i) => 900 + 200 * Math.sin(i / 1.3));
    for (const ms of [bigeminus, breath]) expect(rhythmOf(beats(ms)).irregularShare).toEqual({ value: 0 });
  });

  it('says that a few beats are not enough', () => {
    expect(rhythmOf(beats(sinus(10))).irregularShare).toMatchObject({ missing: 'too-short' });
    expect(rhythmOf(new Float64Array())).toMatchObject({ early: [] });
  });
});
