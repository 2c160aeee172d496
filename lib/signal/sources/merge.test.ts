import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counted, mergeCounts } from './merge-counts.ts';
import { mergeReadings } from './merge-readings.ts';
import { byPriority, kindOfSource } from './source-kind.ts';

const MINUTE = 60_000;
const span = (from: number, to: number, count: number): Counted => ({
  from: from * MINUTE,
  to: to * MINUTE,
  count,
});
const total = (pieces: readonly Counted[]) => pieces.reduce((sum, { count }) => sum + count, 0);

/** Disjoint spans of one source. */
const source = fc
  .array(fc.record({ gap: fc.nat(30), length: fc.integer({ min: 1, max: 60 }), count: fc.nat(3000) }), {
    maxLength: 12,
  })
  .map((parts) => {
    let at = 0;
    return parts.map(({ gap, length, count }) => {
      const from = at + gap;
      at = from + length;
      return span(from, at, count);
    });
  });
const sources = fc.array(source, { minLength: 1, maxLength: 4 });
const plain = (pieces: readonly Counted[]) =>
  pieces.map(({ from, to, count }) => [from, to, Math.round(count * 1e6) / 1e6]);

describe('counts of several sources', () => {
  it('count a walk once, in whatever spans each counted it', () => {
    const burst = [span(20, 30, 1200)];
    const hour = [span(0, 60, 1200)];
    expect(total(mergeCounts([burst, hour]))).toBeCloseTo(1200);
    expect(total(mergeCounts([hour, burst]))).toBeCloseTo(1200);
    expect(total(mergeCounts([burst, [span(0, 60, 1500)]]))).toBeCloseTo(1500);
    expect(total(mergeCounts([burst, [span(0, 60, 900)]]))).toBeCloseTo(1200);
    expect(total(mergeCounts([burst, [span(40, 50, 300)]]))).toBeCloseTo(1500);
  });

  it('give the time that two share to the first, and the rest to the other', () => {
    expect(plain(mergeCounts([[span(0, 10, 100)], [span(5, 15, 100)]]))).toEqual([
      [0, 10 * MINUTE, 100],
      [10 * MINUTE, 15 * MINUTE, 50],
    ]);
  });

  it('of one source are what it counted', () => {
    fc.assert(
      fc.property(source, (own) => {
        expect(plain(mergeCounts([own]))).toEqual(plain(own));
      }),
    );
  });

  it('never overlap, never exceed the sum of all, and never fall below what the first counted', () => {
    fc.assert(
      fc.property(sources, (all) => {
        const merged = mergeCounts(all);
        for (const [i, piece] of merged.entries())
          expect(piece.from).toBeGreaterThanOrEqual(merged[i - 1]?.to ?? Number.NEGATIVE_INFINITY);
        expect(total(merged)).toBeLessThanOrEqual(total(all.flat()) + 1e-6);
        expect(total(merged)).toBeGreaterThanOrEqual(total(all[0] ?? []) - 1e-6);
      }),
    );
  });

  it('do not change when merged again, when a source comes twice, or in another order of rows', () => {
    fc.assert(
      fc.property(sources, (all) => {
        const merged = mergeCounts(all);
        expect(plain(mergeCounts([merged]))).toEqual(plain(merged));
        expect(plain(mergeCounts([...all, ...all]))).toEqual(plain(merged));
        expect(plain(mergeCounts(all.map((own) => own.toReversed())))).toEqual(plain(merged));
      }),
    );
  });

  it('do not change when the first source writes a span in parts', () => {
    fc.assert(
      fc.property(sources, fc.integer({ min: 2, max: 5 }), ([first = [], ...others], parts) => {
        const split = first.flatMap(({ from, to, count }) =>
          Array.from({ length: parts }, (_, i) => ({
            from: from + (i * (to - from)) / parts,
            to: from + ((i + 1) * (to - from)) / parts,
            count: count / parts,
          })),
        );
        expect(total(mergeCounts([split, ...others]))).toBeCloseTo(total(mergeCounts([first, ...others])), 5);
      }),
    );
  });
});

describe('readings of several sources', () => {
  const apart = (a: number, b: number) => Math.abs(a - b) > 5;
  const at = (second: number, value: number) => ({ ms: second * 1000, value });

  it('are those of the first that read in a minute, and never a mean of two', () => {
    const { minutes, disagreeing } = mergeReadings(
      [
        [at(0, 60), at(30, 62)],
        [at(10, 90), at(70, 91)],
      ],
      apart,
    );
    expect([...minutes].map(([minute, { value }]) => [minute, value])).toEqual([
      [0, 61],
      [1, 91],
    ]);
    expect(disagreeing).toBe(1);
  });

  it('of one source at one instant that contradict each other are left out', () => {
    const { minutes, contradicting } = mergeReadings([[at(0, 60), at(0, 120), at(60, 61)]], apart);
    expect([...minutes.keys()]).toEqual([1]);
    expect(contradicting).toBe(2);
  });
});

describe('sources', () => {
  it.each([
    ['Anna’s Apple Watch', 'watch'],
    ['iPhone von Anna', 'phone'],
    ['Polar H10 1234', 'chest strap'],
    ['Wellue O2Ring 0123', 'oximeter'],
    ['Strava', 'app'],
  ])('are known by their names: %s', (name, kind) => {
    expect(kindOfSource(name)).toBe(kind);
  });

  it('have one order for each quantity', () => {
    const named = ['iPhone', 'Polar H10', 'Watch', 'App'].map((name) => ({ name, kind: kindOfSource(name) }));
    const order = (channel: Parameters<typeof byPriority>[0]) =>
      named.toSorted(byPriority(channel)).map(({ name }) => name);
    expect(order('heartRate')).toEqual(['Polar H10', 'Watch', 'iPhone', 'App']);
    expect(order('steps')).toEqual(['Watch', 'Polar H10', 'iPhone', 'App']);
  });
});
