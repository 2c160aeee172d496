import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packFloats, unpackFloats } from './packed-floats.ts';

describe('packed floats', () => {
  it('come back as they were, NaN and long rows included', () => {
    fc.assert(
      fc.property(fc.float32Array({ maxLength: 9000 }), (values) => {
        expect(unpackFloats(packFloats(values))).toEqual(values);
      }),
      { numRuns: 30 },
    );
  });

  it('are little-endian, and refused when cut off', () => {
    expect(packFloats(Float32Array.of(1))).toBe('AACAPw==');
    expect(() => unpackFloats('AACA')).toThrow(RangeError);
  });
});
