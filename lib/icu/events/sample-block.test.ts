import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeSamples, encodeSamples } from './sample-block.ts';

it('gives samples back to half a step, and none where there was none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.double({ min: -30, max: 30, noNaN: true }), { nil: Number.NaN }), {
        maxLength: 400,
      }),
      fc.constantFrom(0, 5),
      (values, offset) => {
        const back = decodeSamples(encodeSamples(values, 0.002, offset));
        expect(back.length).toBe(values.length);
        values.forEach((value, i) => {
          if (Number.isNaN(value)) expect(back[i]).toBeNaN();
          else expect(Math.abs((back[i] ?? Number.NaN) - value)).toBeLessThan(0.00101);
        });
      },
    ),
  );
});

it('keeps what is too large at the end of the scale', () => {
  expect([...decodeSamples(encodeSamples([1e6, -1e6], 1))]).toEqual([32_767, -32_767]);
});
