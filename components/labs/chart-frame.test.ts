import { expect, it } from 'vitest';
import { PLOT, timeUnder } from './chart-frame.ts';

it('maps the plot’s edges to the window’s ends and clamps outside', () => {
  const window = { from: 1000, to: 2000 };
  expect(timeUnder(PLOT.left, 400, window)).toBe(1000);
  expect(timeUnder(400 - PLOT.right, 400, window)).toBe(2000);
  expect(timeUnder(0, 400, window)).toBe(1000);
  expect(timeUnder(999, 400, window)).toBe(2000);
});
