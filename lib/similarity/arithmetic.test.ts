import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildCohort } from './cohort-table.ts';
import { placeProfile } from './embed-record.ts';
import { KEY, plainView, smallSpace } from './fixtures/small-space.ts';
import type { RawInputs } from './place-view.ts';
import { fuse } from './rank.ts';
import { ABSENT, similaritiesTo } from './similarities.ts';
import type { SpaceView } from './space.ts';

// Written by scripts/similarity-arithmetic.py with NumPy and SciPy.
const table = z.array(z.array(z.number().nullable()));
const one = z.object({
  map: z.array(z.array(z.number())),
  bandwidth: z.number(),
  chance: z.number(),
  raw: table,
  places: table,
  similarities: table,
});
const plainList = z.array(z.number());
const references = z
  .object({
    neighbourhood: z.number(),
    prior: z.number(),
    weights: z.record(z.string(), z.number()),
    chart: one.extend({ centre: plainList, scale: plainList, covariance: z.array(plainList) }),
    radiograph: one,
    fused: table,
  })
  .parse(JSON.parse(readFileSync(new URL('fixtures/arithmetic.json', import.meta.url), 'utf8')));

const { chart, radiograph, fused } = references;
const learned = ({ map, bandwidth, chance }: z.infer<typeof one>): Partial<SpaceView> => ({
  map,
  bandwidth,
  chance,
});
const space = smallSpace({
  neighbourhood: references.neighbourhood,
  prior: references.prior,
  views: [
    plainView('chart', ['age', 'sodium.last', 'potassium.last', 'crp.last'], {
      ...learned(chart),
      inputs: {
        kind: 'features',
        features: ['age', 'sodium.last', 'potassium.last', 'crp.last'].map((id) => ({
          id,
          transform: id === 'crp.last' ? 'log' : 'none',
          offset: id === 'crp.last' ? 0.25 : 0,
        })),
      },
      centre: chart.centre,
      scale: chart.scale,
      covariance: chart.covariance,
    }),
    plainView('radiograph', ['', '', '', '', ''], {
      ...learned(radiograph),
      inputs: { kind: 'picture', network: 'radiograph-findings', size: 5 },
      distance: 'cosine',
    }),
  ],
});

const read = (raw: RawInputs | undefined) =>
  raw?.some((value) => value !== null) ? { raw, values: {} } : { gap: 'There is none.' };
const idOf = (patient: number) => `p${String(patient).padStart(2, '0')}`;
const members = chart.raw.map((raw, patient) => ({
  ...placeProfile(space, KEY, { chart: read(raw), radiograph: read(radiograph.raw[patient]) }),
  id: idOf(patient),
  ageBand: null,
  sex: null,
  outcome: { diagnoses: [], followUp: null },
}));
const cohort = buildCohort(space, KEY, members).table;

/** The greatest difference of two lists of numbers; what is absent in one must be absent in the other. */
function difference(found: ArrayLike<number>, expected: readonly (number | null)[], absent: number): number {
  return Math.max(...expected.map((value, k) => Math.abs((found[k] ?? Number.NaN) - (value ?? absent))));
}
const without = <T>(list: ArrayLike<T>, row: number): T[] => Array.from(list).toSpliced(row, 1);

describe('the arithmetic of similarity, as NumPy and SciPy have it', () => {
  it.each([
    ['chart', chart],
    ['radiograph', radiograph],
  ] as const)('places patients in the view %s', (id, { places }) => {
    for (const [row, expected] of places.entries()) {
      const place = members[row]?.views[id]?.place;
      expect(place === undefined).toBe(expected[0] === null);
      if (place) expect(difference(place, expected, 0)).toBeLessThan(1e-5);
    }
  });

  it.each([
    ['chart', chart],
    ['radiograph', radiograph],
  ] as const)('measures how alike they are in the view %s', (id, expected) => {
    for (const [row, values] of expected.similarities.entries()) {
      const found = similaritiesTo(cohort, row).views.find((view) => view.id === id)?.values ?? [];
      expect(found).toHaveLength(values.length);
      expect(difference(without(found, row), without(values, row), ABSENT)).toBeLessThan(1e-5);
    }
  });

  it('fuses them with weights, chance and prior', () => {
    for (const [row, expected] of fused.entries()) {
      const found = fuse(similaritiesTo(cohort, row), references.weights);
      const finite = Array.from(found, (value) => Math.max(value, ABSENT));
      expect(difference(without(finite, row), without(expected, row), ABSENT)).toBeLessThan(1e-5);
    }
  });
});
