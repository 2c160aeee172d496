import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { detectDrift } from './drift.ts';
import type { PatientSample, WatchedFeature } from './drift-sample.ts';
import { largestDistance } from './kolmogorov-smirnov.ts';
import { permutePatients, type Statistic } from './permute-patients.ts';
import { poolFeature } from './pooled-feature.ts';
import { stabilityIndex } from './population-stability.ts';

const drawsOf = (seed: number): (() => number) => {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
};

const FEATURES: readonly WatchedFeature[] = [
  { id: 'heart-rate', label: 'Heart rate', unit: '/min', modality: 'vital-signs' },
  { id: 'lactate', label: 'Lactate', unit: 'mmol/L', modality: 'laboratory' },
];

/** A patient whose hours are all alike, as those of one patient are: between patients lies most of the spread. */
function patient(draw: () => number, id: number, offset = 0, missing = 0.5): PatientSample {
  const own = 60 + 40 * draw() + offset;
  const hours = Array.from({ length: 12 }, () => own + 4 * draw());
  return {
    patient: `p${id}`,
    values: { 'heart-rate': hours, lactate: [1 + draw()] },
    missing: { 'heart-rate': 0, lactate: draw() < missing ? 1 : 0.5 },
    embeddings: { waveform: Float64Array.of(draw(), draw(), draw() + offset / 10) },
  };
}

const people = (draw: () => number, count: number, offset = 0, missing = 0.5): PatientSample[] =>
  Array.from({ length: count }, (_, id) => patient(draw, id, offset, missing));

const look = (reference: PatientSample[], current: PatientSample[], level: number, permutations: number) =>
  detectDrift({ reference, current }, FEATURES, { level, permutations, draw: drawsOf(99) });

describe('drift', () => {
  it('is not looked for in too few patients', async () => {
    const draw = drawsOf(1);
    expect(await look(people(draw, 100), people(draw, 19), 0.05, 99)).toBeNull();
  });

  it('alarms in as many healthy windows as it says, over all rows together', async () => {
    const draw = drawsOf(2);
    const reports = await Promise.all(
      Array.from({ length: 120 }, () => look(people(draw, 40), people(draw, 25), 0.1, 39)),
    );
    const alarms = reports.filter((report) => report?.rows.some(({ alarm }) => alarm));
    // 99.9 % of 120 series of windows with a true rate of 10 % have at most 23 alarms.
    expect(alarms.length).toBeLessThanOrEqual(23);
    expect(alarms.length).toBeGreaterThan(0);
  });

  it.each([
    ['an offset', people(drawsOf(4), 60, 25), 'heart-rate'],
    ['a laboratory that is not measured any more', people(drawsOf(4), 60, 0, 1), 'lactate'],
  ])('finds %s, and where', async (_, current, feature) => {
    const report = await look(people(drawsOf(3), 150), current, 0.01, 199);
    const found = report?.rows.filter(({ alarm }) => alarm) ?? [];
    expect(found.map((row) => row.feature)).toContain(feature);
  });

  it('holds what is missing apart from what is measured', async () => {
    const [one, ...rest] = people(drawsOf(5), 60);
    const report = await look(
      people(drawsOf(6), 60),
      [{ ...(one ?? patient(drawsOf(1), 0)), missing: {} }, ...rest],
      0.05,
      19,
    );
    expect(report?.rows.find(({ test }) => test === 'missing')?.patients).toEqual([60, 59]);
  });

  it('takes fewer values for no change of their distribution', async () => {
    const draw = drawsOf(11);
    const seldom = people(draw, 60).map((one, at) => ({
      ...one,
      values: {
        ...one.values,
        'heart-rate': at % 2 === 0 ? [] : (one.values['heart-rate']?.slice(0, 1) ?? []),
      },
    }));
    const report = await look(people(draw, 150), seldom, 0.01, 199);
    expect(report?.rows.filter(({ alarm }) => alarm)).toEqual([]);
  });

  it('says the same again from the same draws', async () => {
    const windows = [people(drawsOf(7), 50), people(drawsOf(8), 30)] as const;
    expect(await look(...windows, 0.05, 49)).toEqual(await look(...windows, 0.05, 49));
  });
});

describe('a permuted statistic', () => {
  it('has the exact p value of two patients against two', async () => {
    // Of the six ways to part them one is as far apart as the observed one, in its direction.
    const values = [0, 1, 10, 11];
    const measure = (current: Uint8Array) =>
      values.reduce((sum, value, at) => sum + value * (current[at] ?? 0), 0);
    const [found] = await permutePatients([{ measure }], Uint8Array.of(0, 0, 1, 1), {
      permutations: 6000,
      draw: drawsOf(9),
    });
    // Four standard deviations of 6,000 permutations are 0.019.
    expect(Math.abs((found?.p ?? 0) - 1 / 6)).toBeLessThan(0.019);
  });

  it('does not hang on how it is scaled', async () => {
    const values = Array.from({ length: 40 }, (_, at) => (at * 7) % 40);
    const measure = (current: Uint8Array) =>
      values.reduce((sum, value, at) => sum + value * (current[at] ?? 0), 0);
    const scaled = (current: Uint8Array) => 1000 * measure(current);
    const sides = Uint8Array.from(values, (_, at) => (at < 25 ? 0 : 1));
    const permute = (statistic: Statistic) =>
      permutePatients([statistic], sides, { permutations: 99, draw: drawsOf(10) });
    const [one] = await permute({ measure });
    const [other] = await permute({ measure: scaled });
    expect(other?.p).toBe(one?.p);
  });
});

describe('PSI and the distance of Kolmogorov and Smirnov', () => {
  const sides = Uint8Array.of(0, 0, 1, 1);

  it('are 0 for the same values, and the distance 1 for values that do not meet', () => {
    const same = poolFeature([[1], [2], [1], [2]]);
    expect(stabilityIndex(same, sides)).toBeCloseTo(0, 12);
    expect(largestDistance(same, sides)).toBeCloseTo(0, 12);
    expect(largestDistance(poolFeature([[1], [2], [3], [4]]), sides)).toBeCloseTo(1, 12);
  });

  it('do not change with the scale of the values, however they are measured', () => {
    const value = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 5 }), { minLength: 4, maxLength: 30 }), (all) => {
        const current = Uint8Array.from(all, (_, at) => at % 2);
        const [one, other] = [all, all.map((own) => own.map((one) => 8 * one + 32))].map((own) => {
          const pooled = poolFeature(own);
          return [stabilityIndex(pooled, current), largestDistance(pooled, current)];
        });
        expect(other).toEqual(one);
      }),
    );
  });
});
