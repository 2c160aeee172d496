import { describe, expect, it } from 'vitest';
import { fitGrid, LEAST_TILE } from './grid-fit.ts';

/** What is left on a screen of 1920 × 1080 beside header, bars and alerts. */
const [WIDTH, HEIGHT, GAP] = [1608, 942, 4];

describe('the grid of a wall', () => {
  it.each([1, 12, 30, 60])('shows %i beds on one screen', (beds) => {
    const { columns, rowHeight } = fitGrid(beds, WIDTH, HEIGHT, GAP);
    const rows = Math.ceil(beds / columns);
    expect(rows * rowHeight + (rows - 1) * GAP).toBeLessThanOrEqual(HEIGHT + 1e-6);
    expect((WIDTH - (columns - 1) * GAP) / columns).toBeGreaterThanOrEqual(LEAST_TILE.width);
  });

  it('fills the screen with a single bed', () => {
    expect(fitGrid(1, WIDTH, HEIGHT, GAP)).toEqual({ columns: 1, rowHeight: HEIGHT });
  });

  it('scrolls sooner than it shows tiles that nobody can read', () => {
    expect(fitGrid(60, 700, 500, GAP)).toEqual({ columns: 4, rowHeight: LEAST_TILE.height });
  });

  it('has a column before it knows its place', () => {
    expect(fitGrid(0, 0, 0, GAP).columns).toBe(1);
  });
});
