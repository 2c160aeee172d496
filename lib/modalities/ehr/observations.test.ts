import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { chartOf, observation, patient, potassium, quantity, type Resource } from '../fixtures/charts.ts';
import { ehr } from './modality.ts';

const DAY = '2026-03-01T07:00:00Z';

function read(...resources: Resource[]) {
  const { slice, issues } = ehr.parse(chartOf([patient, ...resources]));
  return { series: slice?.series ?? {}, messages: issues.map(({ message }) => message), issues };
}

describe('readSeries', () => {
  it('reads a result into the canonical unit and keeps the wording of the chart', () => {
    const { series, messages } = read(observation('a', '2160-0', DAY, quantity(88.4, 'umol/L')));
    expect(series).toEqual({
      creatinine: [
        {
          reference: 'Observation/a',
          time: { ms: Date.parse(DAY), recorded: DAY, precision: 'time' },
          recorded: '88.4 umol/L',
          value: 0.9999808,
        },
      ],
    });
    expect(messages).toEqual([]);
  });

  it('does not know a result before its release: one pending at discharge is no feature', () => {
    const released = '2026-03-02T09:00:00Z';
    const { slice } = ehr.parse(
      chartOf([
        patient,
        observation('old', '2823-3', '2026-02-28T07:00:00Z', quantity(3.9, 'mmol/L')),
        observation('pending', '2823-3', DAY, { ...quantity(6.1, 'mmol/L'), issued: released }),
      ]),
    );
    const last = ehr.features.find(({ id }) => id === 'potassium.last');
    if (!slice || !last) throw new Error('no potassium to read');
    expect(last.read(slice, instant(Date.parse(DAY)))).toMatchObject({ value: 3.9 });
    expect(last.read(slice, instant(Date.parse(released)))).toMatchObject({ value: 6.1 });
  });

  it('reads both components of a blood pressure', () => {
    const part = (loinc: string, value: number) => ({
      code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
      ...quantity(value, 'mm[Hg]'),
    });
    const { series } = read(
      observation('a', '85354-9', DAY, { component: [part('8480-6', 120), part('8462-4', 80), null, 'x'] }),
    );
    expect(series['systolic-pressure']?.[0]?.value).toBe(120);
    expect(series['diastolic-pressure']?.[0]?.value).toBe(80);
  });

  it.each([
    ['no unit', { valueQuantity: { value: 4 } }, 'Potassium: 1 left out, because no unit is recorded.'],
    [
      'a unit of another dimension',
      quantity(4, 'kg'),
      'Potassium: 1 left out, because the unit cannot be converted to mmol/L.',
    ],
    [
      'a comparator',
      { valueQuantity: { value: 2, comparator: '<', unit: 'mmol/L' } },
      'Potassium: 1 left out, because it is a limit (less or more than) and not a value.',
    ],
    [
      'an implausible value',
      quantity(400, 'mmol/L'),
      'Potassium: 1 left out, because it is outside 1 to 12 mmol/L.',
    ],
    [
      'a number as text',
      { valueString: '4.1' },
      'Potassium: 1 left out, because the result is not a quantity with a unit.',
    ],
    [
      'a quantity whose value is text',
      { valueQuantity: { value: '4.1', unit: 'mmol/L' } },
      'Potassium: 1 left out, because the value is not a number.',
    ],
  ])('keeps a result with %s as unreadable and says so', (_, more, message) => {
    const { series, messages } = read(observation('a', '2823-3', DAY, more));
    expect(series.potassium).toHaveLength(1);
    expect(series.potassium?.[0]?.value).toBeNull();
    expect(messages).toEqual([message]);
  });

  it.each([
    ['entered-in-error', { ...quantity(4, 'mmol/L'), status: 'entered-in-error' }],
    ['preliminary', { ...quantity(4, 'mmol/L'), status: 'preliminary' }],
    ['a result that was not measured', { dataAbsentReason: { text: 'not performed' } }],
    ['sampled data', { valueSampledData: { origin: { value: 0 }, period: 1, dimensions: 1, data: '1 2' } }],
    ['a year for a date', { ...quantity(4, 'mmol/L'), effectiveDateTime: '2026' }],
    ['30 February', { ...quantity(4, 'mmol/L'), effectiveDateTime: '2026-02-30' }],
    ['a date before the birth', { ...quantity(4, 'mmol/L'), effectiveDateTime: '1949-01-01' }],
  ])('does not count %s', (_, more) => {
    const { series } = read(observation('a', '2823-3', DAY, more), potassium('b', DAY, 5));
    expect(series.potassium?.map(({ value }) => value)).toEqual([5]);
  });

  it('gives one issue per kind for 900 bad results', () => {
    const bad = Array.from({ length: 900 }, (_, index) =>
      observation(`o${index}`, '2823-3', DAY, { valueQuantity: { value: index } }),
    );
    expect(read(...bad).messages).toEqual(['Potassium: 900 left out, because no unit is recorded.']);
  });

  it('sorts by time and counts a result under two ids once', () => {
    const { series } = read(
      potassium('c', '2026-03-02T07:00:00Z', 4.2),
      potassium('b', DAY, 4),
      potassium('a', '2026-03-01T02:00:00-05:00', 4),
    );
    expect(series.potassium?.map(({ reference }) => reference)).toEqual(['Observation/a', 'Observation/c']);
  });

  it('leaves out a lone entry of the year 2090 and says so', () => {
    const { series, messages } = read(
      ...[1, 2, 3].map((day) => potassium(`o${day}`, `2026-03-0${day}T07:00:00Z`, 4)),
      potassium('late', '2090-01-01T00:00:00Z', 9),
    );
    expect(series.potassium).toHaveLength(3);
    expect(messages).toEqual([
      'Potassium: 1 left out, because the date lies years after everything else on the chart.',
    ]);
  });
});
