import { describe, expect, it } from 'vitest';
import { checkValues } from './check-values.ts';
import { heartRate, pleth } from './fixtures/events.ts';
import { type BedsideSign, sentEvent } from './stream-event.ts';

const { ingestedAt: _, ...base } = heartRate('p', 0);
const signs = (...sent: readonly (readonly [BedsideSign, number, string])[]) =>
  checkValues({ ...base, signs: sent.map(([sign, value, unit]) => ({ sign, value, unit })) });
const laboratory = (loinc: string, value: number, unit: string) =>
  checkValues(sentEvent.parse({ ...base, kind: 'laboratory', loinc, value, unit }));

const valuesOf = ({ event }: ReturnType<typeof checkValues>) =>
  event.kind === 'vital-signs' ? event.signs.map(({ value, unit }) => [value, unit]) : [];
const reasonsOf = ({ doubts }: ReturnType<typeof checkValues>) => doubts.map(({ reason }) => reason);

describe('checkValues', () => {
  it('converts what is said in another unit, and doubts nothing', () => {
    const checked = signs(['temperature', 98.6, '[degF]'], ['mean-pressure', 12, 'kPa'], ['spo2', 0.97, '1']);
    expect(valuesOf(checked).map(([value, unit]) => [Number(value).toFixed(1), unit])).toEqual([
      ['37.0', 'Cel'],
      ['90.0', 'mm[Hg]'],
      ['97.0', '%'],
    ]);
    expect(checked.doubts).toEqual([]);
  });

  it.each<[string, readonly [BedsideSign, number, string], string]>([
    [
      '°F as °C',
      ['temperature', 98.6, 'Cel'],
      "98.6\u00a0°C cannot be a patient's. In °F it would be 37\u00a0°C.",
    ],
    ['°C as °F', ['temperature', 37, '[degF]'], 'it would be 37\u00a0°C.'],
    ['kPa as mmHg', ['systolic-pressure', 16, 'mm[Hg]'], 'In kPa it would be 120\u00a0mmHg.'],
    ['mmHg as kPa', ['mean-pressure', 80, 'kPa'], 'In mmHg it would be 80\u00a0mmHg.'],
    ['a fraction as per cent', ['spo2', 0.97, '%'], 'As a fraction it would be 97\u00a0%.'],
    ['per cent as a fraction', ['spo2', 97, '1'], 'In % it would be 97\u00a0%.'],
    [
      'what no patient has',
      ['heart-rate', 900, '/min'],
      "900\u00a0per min cannot be a patient's: 15 to 300\u00a0per min can.",
    ],
    ['a unit of something else', ['heart-rate', 80, 'mmol/L'], '“mmol/L” is no unit of heart rate.'],
  ])('marks %s, says what it would be, and believes nothing', (_, sent, expected) => {
    const checked = signs(sent, ['respiratory-rate', 16, '/min']);
    expect(reasonsOf(checked)).toEqual([expect.stringContaining(expected)]);
    expect(checked.doubts[0]?.of).toBe(sent[0]);
    expect(valuesOf(checked)).toEqual([
      [sent[1], sent[2]],
      [16, '/min'],
    ]);
  });

  it('believes no pressure of a device of which one is in another unit than it says', () => {
    const checked = signs(
      ['systolic-pressure', 16, 'mm[Hg]'],
      ['diastolic-pressure', 10.7, 'mm[Hg]'],
      ['heart-rate', 80, '/min'],
    );
    expect(checked.doubts.map(({ of }) => of)).toEqual(['systolic-pressure', 'diastolic-pressure']);
  });

  it('reads laboratory values by what their code names, and leaves alone what nothing here reads', () => {
    const creatinine = laboratory('2160-0', 88.4, 'umol/L');
    expect(creatinine).toMatchObject({ event: { unit: 'mg/dL' }, doubts: [] });
    expect(creatinine.event.kind === 'laboratory' && creatinine.event.value).toBeCloseTo(1, 2);
    expect(reasonsOf(laboratory('2160-0', 88.4, 'mg/dL'))).toEqual([
      expect.stringContaining('it would be 1'),
    ]);
    expect(laboratory('3150-6', 40, '%')).toMatchObject({ event: { value: 0.4, unit: '1' }, doubts: [] });
    expect(laboratory('99999-9', 1, 'furlong')).toMatchObject({ event: { unit: 'furlong' }, doubts: [] });
  });

  it('doubts a waveform in a unit that is not its own', () => {
    const { ingestedAt: _, ...chunk } = pleth('p', 0);
    expect(checkValues(chunk).doubts).toEqual([]);
    expect(checkValues({ ...chunk, waveform: 'abp', unit: 'kPa' }).doubts).toMatchObject([{ of: 'abp' }]);
  });
});
