import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { day } from '#lib/modalities/ehr/fixtures/stays.ts';
import { chartOf, encounter, patient } from '#lib/modalities/fixtures/charts.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { dischargeLandmark } from './landmark.ts';
import { dischargeNotices } from './notices.ts';

const left = (code: string) =>
  readRecord(
    chartOf([
      patient,
      {
        ...encounter('now', day('03-01'), day('03-08')),
        hospitalization: {
          dischargeDisposition: { coding: [{ system: 'http://www.nubc.org/patient-discharge', code }] },
        },
      },
    ]),
  );

const ownNotices = (code: string) => {
  const record = left(code);
  return dischargeNotices(record, dischargeLandmark(record)).map(({ message }) => message.slice(0, 45));
};

describe('dischargeNotices', () => {
  it('says how the stay ended where the model does not know it', () => {
    expect(ownNotices('01')).toEqual([]);
    expect(ownNotices('02')).toEqual(['The stay ended with a transfer to another hos']);
    expect(ownNotices('07')).toEqual(['The patient left against medical advice, whic']);
    expect(ownNotices('50')).toEqual(['The patient was discharged to hospice care, f']);
  });

  it('leaves the chart without these sentences: they belong to the question', () => {
    expect(left('02').issues).toEqual([]);
  });

  it('says nothing of an end that was not known at an earlier time', () => {
    const at = instant(Date.parse(day('03-04')));
    expect(dischargeNotices(left('02'), { at, name: 'the chosen time' })).toEqual([]);
  });
});
