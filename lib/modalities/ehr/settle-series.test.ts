import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartOf, observation, patient, potassium, quantity, type Resource } from '../fixtures/charts.ts';
import { ehr } from './modality.ts';
import { areOneValue, halfStep } from './rounding.ts';

const BEFORE = '2026-03-01T07:00:00Z';
const DAY = '2026-03-02T07:00:00Z';
const SODIUM = '2951-2';

function read(...resources: Resource[]) {
  const { slice, issues } = ehr.parse(chartOf([patient, ...resources]));
  return { slice, series: slice?.series ?? {}, messages: issues.map(({ message }) => message) };
}

const sodium = (id: string, value: number, more: object = {}): Resource =>
  observation(id, SODIUM, DAY, { ...quantity(value, 'mmol/L'), ...more });

const valuesOf = (resources: readonly Resource[]) =>
  read(...resources).series.sodium?.map(({ value }) => value);

describe('results of one time', () => {
  it('that differ are unreadable and said, whichever comes first', () => {
    for (const ids of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      const { series, messages } = read(sodium(ids[0] ?? '', 138), sodium(ids[1] ?? '', 118));
      expect(series.sodium).toMatchObject([
        { value: null, reason: 'results of one time differ and nothing tells which one counts' },
      ]);
      expect(messages).toEqual([
        'Sodium: 2 left out, because results of one time differ and nothing tells which one counts.',
      ]);
    }
  });

  it('names both values where they stand', () => {
    expect(read(sodium('a', 138), sodium('b', 118)).series.sodium?.[0]?.recorded).toBe(
      '138 mmol/L and 118 mmol/L',
    );
  });

  it.each([
    ['in another and finer unit', quantity(97, 'umol/L'), 1.097264],
    ['with more decimals', quantity(1.12, 'mg/dL'), 1.12],
    ['with fewer decimals', quantity(1, 'mg/dL'), 1.1],
  ])('that differ by their rounding alone are one result: %s', (_, more, kept) => {
    const { series, messages } = read(
      observation('a', '2160-0', DAY, quantity(1.1, 'mg/dL')),
      observation('b', '2160-0', DAY, more),
    );
    expect(series.creatinine?.map(({ value }) => value)).toEqual([kept]);
    expect(messages).toEqual([]);
  });

  it('differ by a step of the last decimal', () => {
    expect(read(potassium('a', DAY, 4.1), potassium('b', DAY, 4.2)).series.potassium).toMatchObject([
      { value: null },
    ]);
  });

  it.each([
    ['corrected', { status: 'corrected' }, {}, [118]],
    [
      'amended later',
      { status: 'amended', issued: '2026-03-02T10:00:00Z' },
      { issued: '2026-03-02T09:00:00Z' },
      [118],
    ],
    [
      'corrected, but before the other',
      { status: 'corrected', issued: '2026-03-02T08:00:00Z' },
      { issued: '2026-03-02T09:00:00Z' },
      [null],
    ],
    [
      'corrected after another correction',
      { status: 'corrected', meta: { lastUpdated: '2026-03-02T12:00:00Z' } },
      { status: 'corrected', meta: { lastUpdated: '2026-03-02T11:00:00Z' } },
      [118],
    ],
    ['corrected as the other is', { status: 'corrected' }, { status: 'corrected' }, [null]],
    ['derived from the other', { derivedFrom: [{ reference: 'Observation/a' }] }, {}, [118]],
    [
      'the sum of the other',
      { hasMember: [{ reference: 'https://h/fhir/Observation/a/_history/2' }] },
      {},
      [118],
    ],
    [
      'issued later, and no correction',
      { issued: '2026-03-02T12:00:00Z' },
      { issued: '2026-03-02T11:00:00Z' },
      [null],
    ],
  ])('one of which is %s', (_, more, other, expected) => {
    expect(valuesOf([sodium('a', 138, other), sodium('b', 118, more)])).toEqual(expected);
  });

  it('contained in one report may stand for each other too', () => {
    const contained = [sodium('a', 138), sodium('b', 118, { derivedFrom: [{ reference: '#a' }] })];
    const report: Resource = {
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      subject: { reference: 'Patient/p' },
      result: [{ reference: '#a' }, { reference: '#b' }],
      contained,
    };
    expect(read(report).series.sodium).toMatchObject([{ value: 118, reference: 'Observation/r#b' }]);
  });

  it('corrected into no number are unreadable', () => {
    const text = { valueQuantity: undefined, valueString: 'haemolysed', status: 'corrected' };
    expect(valuesOf([sodium('a', 138), sodium('b', 0, text)])).toEqual([null]);
  });

  it('known by their day alone are in the order of their release, or unreadable', () => {
    const dated = (id: string, value: number, more: object = {}) =>
      sodium(id, value, { effectiveDateTime: '2026-03-02', ...more });
    expect(valuesOf([dated('a', 138), dated('b', 118)])).toEqual([null]);
    expect(
      valuesOf([
        dated('a', 138, { issued: '2026-03-02T20:00:00Z' }),
        dated('b', 118, { issued: '2026-03-02T08:00:00Z' }),
      ]),
    ).toEqual([118, 138]);
  });

  it('are the same series in every order of arrival', () => {
    const results = [
      sodium('a', 138),
      sodium('b', 138.4),
      sodium('c', 118, { status: 'corrected' }),
      sodium('d', 4, { valueQuantity: { value: 4 } }),
      observation('e', SODIUM, BEFORE, quantity(140, 'mmol/L')),
    ];
    const expected = read(...results).series;
    fc.assert(
      fc.property(fc.shuffledSubarray(results, { minLength: results.length }), (shuffled) => {
        expect(read(...shuffled).series).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe('rounding', () => {
  it.each([
    [4.1, 0.05],
    [138, 0.5],
    [36.55556, 0.000005],
    [1e-7, 0.5e-7],
    [1.25e21, 0.5e19],
  ])('%d was rounded by at most %d', (value, step) => {
    expect(halfStep(value) / step).toBeCloseTo(1, 9);
  });

  it('knows a value and its own rounding as one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, digits) => {
          const rounded = Number(value.toFixed(digits));
          const step = 0.5 * 10 ** -digits;
          const range = (one: number, by: number) => ({ value: one, low: one - by, high: one + by });
          const exact = range(value, halfStep(value));
          expect(areOneValue([exact, range(rounded, step * 1.01)])).toBe(true);
          expect(areOneValue([exact, range(value + 2 * (step + halfStep(value)), step)])).toBe(false);
        },
      ),
    );
  });
});
