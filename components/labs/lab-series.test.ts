import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { EhrSlice, SeriesEntry } from '#lib/modalities/ehr/slice.ts';
import { anyWithin, drawnIndices, labSeries, nearestIndex, newestIndex } from './lab-series.ts';

const entry = (recorded: string, value: number | null, iso: string): SeriesEntry => {
  const time = { ms: Date.parse(iso), recorded: iso, precision: 'time' } as const;
  const reference = `Observation/${iso}`;
  return value === null
    ? { reference, time, recorded, value, reason: 'it is only a limit' }
    : { reference, time, recorded, value };
};
const slice = (series: EhrSlice['series'], sex: EhrSlice['sex']): EhrSlice => ({
  birthDate: null,
  sex,
  series,
  stays: [],
  undatedStays: [],
  deaths: [],
  conditions: [],
  procedures: [],
  medications: [],
  allergies: [],
  visits: [],
});
const haemoglobin = { haemoglobin: [entry('13 g/dL', 13, '2026-03-01T08:00:00Z')] };

describe('labSeries', () => {
  it('judges by the range of the patient’s sex, and not at all when it is unknown', () => {
    const flag = (sex: EhrSlice['sex']) => labSeries(slice(haemoglobin, sex))[0]?.points[0]?.flag;
    expect([flag('female'), flag('male'), flag(null)]).toEqual(['normal', 'low', 'unranged']);
  });

  it('lists in contract order, keeps unreadable results and leaves out what was never measured', () => {
    const all = labSeries(
      slice(
        {
          sodium: [],
          crp: [entry('<5 mg/L', null, '2026-03-01T08:00:00Z'), entry('80 mg/L', 80, '2026-03-02T08:00:00Z')],
          'nt-probnp': [entry('100 pg/mL', 100, '2026-03-01T08:00:00Z')],
        },
        'male',
      ),
    );
    expect(all.map(({ analyte }) => analyte.id)).toEqual(['nt-probnp', 'crp']);
    expect(all[1]?.points.map((point) => point.flag)).toEqual(['unreadable', 'high']);
  });
});

describe('choosing a point', () => {
  const points = labSeries(
    slice(
      {
        sodium: [
          entry('130', 130, '2026-03-01T00:00:00Z'),
          entry('135', 135, '2026-03-02T00:00:00Z'),
          entry('140', 140, '2026-03-05T00:00:00Z'),
        ],
      },
      null,
    ),
  )[0]?.points;
  const ms = Date.parse;

  it('finds the nearest inside the window only', () => {
    const all = { from: ms('2026-02-01'), to: ms('2026-04-01') };
    expect(nearestIndex(points ?? [], ms('2026-03-03T10:00:00Z'), all)).toBe(1);
    expect(
      nearestIndex(points ?? [], ms('2026-03-03'), { from: ms('2026-03-04'), to: ms('2026-03-06') }),
    ).toBe(2);
    expect(nearestIndex(points ?? [], 0, { from: 0, to: 1 })).toBeNull();
  });

  it('draws to the neighbour outside, but not over a long silence', () => {
    const day = (from: string, to: string) => ({ from: ms(from), to: ms(to) });
    expect(drawnIndices(points ?? [], day('2026-03-01T12:00', '2026-03-02T12:00'))).toEqual([0, 1]);
    expect(drawnIndices(points ?? [], day('2026-03-01T12:00', '2026-03-05T12:00'))).toEqual([0, 1, 2]);
    expect(drawnIndices(points ?? [], day('2026-03-03', '2026-03-04'))).toEqual([]);
    expect(anyWithin(points ?? [], day('2026-03-03', '2026-03-04'))).toBe(false);
    expect(anyWithin(points ?? [], day('2026-03-03', '2026-03-06'))).toBe(true);
  });

  it('starts at what the score saw, never at something later', () => {
    expect(newestIndex(points ?? [], instant(ms('2026-03-03')))).toBe(1);
    expect(newestIndex(points ?? [], null)).toBe(2);
    expect(newestIndex(points ?? [], instant(0))).toBe(0);
  });
});
