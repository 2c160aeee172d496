import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#lib/clinical/moment.ts';
import {
  firstPreset,
  fullWindow,
  panWindow,
  presetWindow,
  revealTime,
  spanWindow,
  zoomWindow,
} from './time-window.ts';

const moment = (recorded: string) => ({ ms: Date.parse(recorded), recorded, precision: 'time' }) as const;
const admission = {
  reference: 'Encounter/1',
  start: moment('2026-03-01T00:00:00Z'),
  end: moment('2026-03-09T00:00:00Z'),
  endUnknown: null,
  disposition: null,
  reason: null,
};
const at = admission.end.ms;
const all = { from: at - 800 * DAY_MS, to: at + 20 * DAY_MS };

describe('presetWindow', () => {
  it('shows the whole stay, or a month or a year up to the time of prediction', () => {
    const stay = presetWindow('stay', { admission, at, all });
    expect(stay?.from).toBeLessThan(admission.start.ms);
    expect(stay?.to).toBeGreaterThan(at);
    expect(presetWindow('month', { admission, at, all })?.from).toBe(at - 30 * DAY_MS);
    expect(presetWindow('stay', { admission: null, at, all })).toBeNull();
  });

  it('starts with the narrowest that shows something', () => {
    const during = Array.from({ length: 12 }, (_, i) => at - i * 0.5 * DAY_MS);
    expect(firstPreset(during, { admission, at, all })).toBe('stay');
    expect(firstPreset([at - 700 * DAY_MS], { admission, at, all })).toBe('all');
  });
});

describe('a drawn span', () => {
  it('is shown alone, whichever end was drawn first, and never shorter than can be read', () => {
    const [a, b] = [at - 9 * DAY_MS, at - 2 * DAY_MS];
    expect(spanWindow(a, b, all)).toEqual({ from: a, to: b });
    expect(spanWindow(b, a, all)).toEqual({ from: a, to: b });
    const click = spanWindow(a, a + 1, all);
    expect(click.to - click.from).toBe(DAY_MS / 4);
  });
});

describe('zooming and moving', () => {
  const windows = fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true }))
    .map(([start, share]) => {
      const length = (all.to - all.from) * share;
      const from = all.from + (all.to - all.from - length) * start;
      return { from, to: from + length };
    });

  it('never leaves the data behind, and moving keeps the length', () => {
    fc.assert(
      fc.property(windows, fc.double({ min: -3, max: 3, noNaN: true }), (window, share) => {
        const moved = panWindow(window, share, all);
        expect(moved.from).toBeGreaterThanOrEqual(all.from - 1);
        expect(moved.to).toBeLessThanOrEqual(all.to + 1);
        expect(moved.to - moved.from).toBeCloseTo(window.to - window.from, 0);
      }),
    );
  });

  it('zooms within limits', () => {
    fc.assert(
      fc.property(windows, fc.double({ min: 0.01, max: 100, noNaN: true }), (window, factor) => {
        const zoomed = zoomWindow(window, factor, all);
        expect(zoomed.to - zoomed.from).toBeGreaterThanOrEqual(DAY_MS / 4 - 1);
        expect(zoomed.to - zoomed.from).toBeLessThanOrEqual(all.to - all.from + 1);
      }),
    );
  });

  it('brings a result outside into view and leaves the window alone otherwise', () => {
    const window = { from: at - DAY_MS, to: at };
    expect(revealTime(window, at - 1)).toBe(window);
    expect(revealTime(window, at - 9 * DAY_MS)).toEqual({ from: at - 9.5 * DAY_MS, to: at - 8.5 * DAY_MS });
  });

  it('has a window even without any result', () => {
    const empty = fullWindow([]);
    expect(empty.to).toBeGreaterThan(empty.from);
  });
});
