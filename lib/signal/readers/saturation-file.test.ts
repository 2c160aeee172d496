import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSaturationFile } from './saturation-file.ts';

const read = (text: string) => {
  const { series, issues } = readSaturationFile(text);
  return {
    values: [...(series?.values ?? [])],
    period: series?.periodSeconds,
    messages: issues.map(({ message }) => message),
  };
};

describe('readSaturationFile', () => {
  it('reads numbers alone as one a second, and says so', () => {
    expect(read('96\n95\n97')).toEqual({
      values: [96, 95, 97],
      period: 1,
      messages: ['The file has no times: one reading a second is assumed.'],
    });
    expect(readSaturationFile('96\n95', 60).issues).toEqual([]);
  });

  it('takes the period from the times and leaves gaps empty', () => {
    expect(read('time,SpO2\n0,96\n1,95\n2,97\n5,94')).toEqual({
      values: [96, 95, 97, Number.NaN, Number.NaN, 94],
      period: 1,
      messages: [],
    });
    expect(read('timestamp,value\n2026-03-01T22:00:00Z,96\n2026-03-01T22:01:00Z,95')).toMatchObject({
      values: [96, 95],
      period: 60,
    });
    expect(read('03/01/26 22:00:00;97%\n03/01/26 22:01:00;96%').values).toEqual([97, 96]);
  });

  it('reads shares of one as percent, and says so', () => {
    expect(read('time,oxygen\n0,0.96\n1,0.95')).toMatchObject({
      values: [96, 95],
      messages: ['The values are taken for shares of 1: none is above it. They are multiplied by 100.'],
    });
  });

  it('moves on when the clock goes back an hour, and leaves out other times that go back', () => {
    const rows = ['2026-10-25T02:58:00', '2026-10-25T02:59:00', '2026-10-25T02:00:00', '2026-10-25T02:01:00'];
    expect(read(`time,spo2\n${rows.map((time, i) => `${time},${90 + i}`).join('\n')}`)).toEqual({
      values: [90, 91, 92, 93],
      period: 60,
      messages: ['The clock goes back one hour: taken for the end of summer time, and corrected.'],
    });
    expect(read('time,spo2\n10,96\n11,95\n4,90\n12,94')).toEqual({
      values: [96, 95, 94],
      period: 1,
      messages: ['1 time lies before the one above it and was left out.'],
    });
  });

  it('says why a file gives nothing', () => {
    expect(read('').messages).toEqual(['The file holds no reading.']);
    expect(read('a,b,c\n1,2,3').messages).toEqual([
      'No column is named SpO2, oxygen or saturation: a, b, c.',
    ]);
    expect(read('time,spo2\n0,x\n1,y').messages).toEqual([
      'The file holds no number in its column of saturation.',
    ]);
    expect(read('time,spo2\n0,96\n1,96\n2,96\n99999999,95').messages).toEqual([
      'The times of the file cannot be read, or span more than a month.',
    ]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'spo2time,;\n"0189.-:% T/'), maxLength: 120 }),
        (text) => {
          const { series, issues } = readSaturationFile(text);
          expect(series !== undefined || issues.length > 0).toBe(true);
        },
      ),
    );
  });
});
