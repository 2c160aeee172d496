import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCohort } from './cohort-table.ts';
import { placeProfile } from './embed-record.ts';
import { KEY, plainView, smallSpace } from './fixtures/small-space.ts';
import type { Member } from './profile.ts';
import { rank } from './rank.ts';
import { splitDistance } from './split-distance.ts';
import { equalWeights } from './weights.ts';
import { whySimilar } from './why-similar.ts';

const CHART = ['crp.last', 'sodium.last', 'procalcitonin.last', 'sex'];
const GENOME = [
  'genotype.axis-1',
  'genotype.axis-2',
  'variant.disease-causing',
  'variant.gene-TTN',
  'variant.gene-LMNA',
];
const space = smallSpace({
  views: [
    plainView('chart', CHART, { centre: [10, 138, 0.1, 0.5], scale: [40, 3, 1, 1] }),
    plainView('radiograph', ['', ''], {
      inputs: { kind: 'picture', network: 'radiograph-findings', size: 2 },
      distance: 'cosine',
    }),
    plainView('genome', GENOME),
  ],
});

type Given = {
  readonly chart: readonly (number | null)[];
  readonly film?: Readonly<Record<string, number>>;
  readonly genome?: readonly number[];
};

/** A patient by the raw inputs of each view. */
function patient(id: string, { chart, film, genome }: Given): Member {
  const named = (ids: readonly string[], raw: readonly (number | null)[]) =>
    Object.fromEntries(ids.flatMap((name, k) => (raw[k] === null ? [] : [[name, raw[k] ?? 0]])));
  const profile = placeProfile(space, KEY, {
    chart: { raw: chart, values: named(CHART, chart) },
    radiograph: film
      ? { raw: [1, 0.2], values: film }
      : { gap: 'No chest radiograph is on the chart up to then.' },
    genome: genome ? { raw: genome, values: named(GENOME, genome) } : { gap: 'There is no genome.' },
  });
  return { ...profile, id, ageBand: null, sex: null, outcome: { diagnoses: [], followUp: null } };
}

function why(own: Given, other: Given) {
  const { table } = buildCohort(space, KEY, [patient('a', own), patient('b', other)]);
  const [neighbour] = rank(table, 0, equalWeights(space), 1);
  const [a, b] = table.members;
  if (!neighbour || !a || !b) throw new Error('no neighbour');
  const reasons = whySimilar(space, a, b, neighbour, 'si');
  return { neighbour, of: (view: string) => reasons.find((one) => one.view === view) };
}
/** With plain spaces, to be read. */
const plain = (words: readonly string[] | undefined) => words?.map((text) => text.replaceAll('\u00a0', ' '));

describe('why a neighbour is one', () => {
  it('names first what both have out of the usual, with unit and rounding', () => {
    const { of } = why({ chart: [182, 138, 0.1, 1] }, { chart: [175, 139, 0.1, 1] });
    expect(plain(of('chart')?.agree)).toEqual([
      'CRP 182.0 and 175.0 mg/L',
      'female, both',
      'procalcitonin 0.10 µg/L in both',
    ]);
    expect(of('chart')?.differ).toEqual([]);
  });

  it('names what differs most, the furthest apart first', () => {
    const { of } = why({ chart: [182, 138, 0.1, 1] }, { chart: [12, 147, 0.1, 0] });
    expect(plain(of('chart')?.differ)).toEqual(['CRP 182.0 and 12.0 mg/L', 'sodium 138 and 147 mmol/L']);
  });

  it('says missing as missing, of a value and of a view', () => {
    const { of } = why(
      { chart: [20, 138, 1.02, 1], film: { 'cardiothoracic-ratio': 0.5 } },
      { chart: [20, 138, null, 1] },
    );
    expect(plain(of('chart')?.oneSided)).toEqual(['procalcitonin 1.02 µg/L; not known of the neighbour']);
    expect(of('radiograph')).toMatchObject({
      similarity: null,
      share: null,
      missing: ['The neighbour: No chest radiograph is on the chart up to then.'],
    });
    expect(of('genome')?.missing).toEqual(['Neither of the two has it.']);
  });

  it('tells pictures by their findings', () => {
    const { of } = why(
      { chart: [20, 138, 0.1, 1], film: { 'cardiothoracic-ratio': 0.58, consolidation: 0.97 } },
      { chart: [20, 138, 0.1, 1], film: { 'cardiothoracic-ratio': 0.57, consolidation: 0.02 } },
    );
    expect(plain(of('radiograph')?.agree)).toEqual(['cardiothoracic ratio 0.58 and 0.57']);
    expect(plain(of('radiograph')?.differ)).toEqual(['consolidation 97 and 2 % likely']);
  });

  it('tells genomes by gene, and axes of genotypes as one thing', () => {
    const chart = [20, 138, 0.1, 1];
    const { of } = why({ chart, genome: [0.5, 0, 1, 1, 0] }, { chart, genome: [0.4, 0.1, 1, 1, 0] });
    const words = [...(of('genome')?.agree ?? [])];
    expect(words).toContain('disease-causing variant in TTN, both');
    expect(words.join()).not.toContain('LMNA');
    expect(words.join()).not.toContain('Axis');
    const apart = why({ chart, genome: [3, -2, 0, 0, 0] }, { chart, genome: [-3, 2, 0, 1, 0] });
    expect(apart.of('genome')?.differ).toEqual([
      'common variants unlike, within ancestry',
      'no disease-causing variant in TTN found; the neighbour: disease-causing variant in TTN',
    ]);
  });

  it('gives each view its share of the fused similarity', () => {
    const chart = [20, 138, 0.1, 1];
    const { neighbour, of } = why({ chart, genome: [0, 0, 0, 0, 0] }, { chart, genome: [1, 0, 0, 0, 0] });
    const sum = (of('chart')?.share ?? 0) + (of('genome')?.share ?? 0);
    expect(sum).toBeCloseTo(neighbour.similarity, 12);
  });
});

it('splits the squared distance exactly over the inputs', () => {
  const number = fc.double({ min: -50, max: 50, noNaN: true });
  const four = fc.array(fc.option(number), { minLength: 4, maxLength: 4 });
  const row = fc.array(number, { minLength: 4, maxLength: 4 });
  const covariance = [
    [1, 0.4, 0, 0.1],
    [0.4, 1, -0.3, 0],
    [0, -0.3, 1, 0],
    [0.1, 0, 0, 1],
  ];
  fc.assert(
    fc.property(four, four, fc.array(row, { minLength: 1, maxLength: 5 }), (a, b, map) => {
      const [view] = smallSpace({ views: [plainView('chart', CHART, { map, covariance })] }).views;
      if (!view) throw new Error('no view');
      const parts = splitDistance(view, a, b);
      const difference = parts.map(({ scaled: [own, other] }) => own - other);
      const squared = map.reduce(
        (sum, axis) => sum + axis.reduce((dot, weight, k) => dot + weight * (difference[k] ?? 0), 0) ** 2,
        0,
      );
      const sum = parts.reduce((all, { part }) => all + part, 0);
      expect(Math.abs(sum - squared)).toBeLessThanOrEqual(1e-9 * (1 + squared));
    }),
  );
});
