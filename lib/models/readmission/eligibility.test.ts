import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import {
  chartOf,
  condition,
  encounter,
  observation,
  patient,
  quantity,
  type Resource,
  syntheaBytes,
  syntheaFiles,
} from '#lib/modalities/fixtures/charts.ts';
import { specsOf } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { checkEligibility } from './eligibility.ts';
import { dischargeLandmark } from './landmark.ts';

const measured = (
  [
    ['2951-2', 140, 'mmol/L'],
    ['2823-3', 4, 'mmol/L'],
    ['2160-0', 1, 'mg/dL'],
    ['718-7', 13, 'g/dL'],
    ['8867-4', 70, '/min'],
  ] as const
).map(([loinc, value, unit]) =>
  observation(`o${loinc}`, loinc, '2026-03-08T00:00:00Z', quantity(value, unit)),
);
const stay = encounter('e', '2026-03-01T00:00:00Z', '2026-03-09T00:00:00Z');
const visit = encounter('er', '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', { class: { code: 'EMER' } });
const leftAs = (code: string) => ({
  hospitalization: {
    dischargeDisposition: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code }],
    },
  },
});
const heartFailure = condition('hf', '88805009', '2020-01-01');

const ids = specsOf(['ehr']).map(({ id }) => id);

/** `chosen`: another time of prediction than the discharge. */
const reasonsOf = (chart: Chart, chosen?: string) => {
  const record = readRecord(chart);
  const landmark: Landmark =
    chosen === undefined
      ? dischargeLandmark(record)
      : { at: instant(Date.parse(chosen)), name: 'the chosen time' };
  const vector = vectorise(record, landmark.at, ids);
  return checkEligibility(record, landmark, vector).map(({ message }) => message);
};
const check = (...resources: Resource[]) => reasonsOf(chartOf(resources));

describe('checkEligibility', () => {
  it('has nothing against an adult with heart failure, a stay and five measures', () => {
    expect(check(patient, stay, heartFailure, ...measured)).toEqual([]);
  });

  it.each([
    ['no stay', [patient, heartFailure, ...measured], /^No inpatient stay/],
    ['no diagnosis', [patient, stay, ...measured], /^No diagnosis of heart failure/],
    [
      'a diagnosis made after discharge',
      [patient, stay, condition('hf', '88805009', '2026-03-10'), ...measured],
      /^No diagnosis of heart failure/,
    ],
    [
      'a child',
      [{ ...patient, birthDate: '2015-01-01' }, stay, heartFailure, ...measured],
      /younger than 18/,
    ],
    [
      'a birth year that may be 17',
      [{ ...patient, birthDate: '2008' }, stay, heartFailure, ...measured],
      /younger/,
    ],
    [
      'no birth date',
      [{ ...patient, birthDate: 'unknown' }, stay, heartFailure, ...measured],
      /^No readable birth/,
    ],
    [
      'a birth in the future',
      [{ ...patient, birthDate: '2080-01-01' }, stay, heartFailure, ...measured],
      /does not fit/,
    ],
    ['another gender', [{ ...patient, gender: 'other' }, stay, heartFailure, ...measured], /^The sex/],
    [
      'a death in hospital',
      [{ ...patient, deceasedDateTime: '2026-03-09' }, stay, heartFailure, ...measured],
      /died/,
    ],
    [
      'a death without a date',
      [{ ...patient, deceasedBoolean: true }, stay, heartFailure, ...measured],
      /without a/,
    ],
    [
      'a death that the discharge tells of',
      [patient, { ...stay, ...leftAs('exp') }, heartFailure, ...measured],
      /^The patient died in hospital/,
    ],
    [
      'a death in an emergency visit within the stay',
      [patient, stay, { ...visit, ...leftAs('exp') }, heartFailure, ...measured],
      /^An encounter up to the time of prediction ended with the death/,
    ],
    [
      'a death and a stay that was never closed',
      [
        { ...patient, deceasedDateTime: '2026-04-01' },
        encounter('e', '2026-03-01T00:00:00Z', null),
        heartFailure,
        ...measured,
      ],
      /never closed/,
    ],
    [
      'a death on the day of discharge',
      [
        { ...patient, deceasedDateTime: '2026-03-09' },
        { ...stay, period: { start: '2026-03-01', end: '2026-03-09T06:00:00+02:00' } },
        heartFailure,
        ...measured,
      ],
      /on its day/,
    ],
    ['four measures', [patient, stay, heartFailure, ...measured.slice(1)], /^Only 4/],
  ])('says why there is no score: %s', (_, resources, message) => {
    const reasons = check(...resources);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(message);
  });

  it('allows a death after discharge', () => {
    expect(check({ ...patient, deceasedDateTime: '2026-04-01' }, stay, heartFailure, ...measured)).toEqual(
      [],
    );
  });
});

it('allows a death in a visit after the discharge, and a discharge home', () => {
  const later = { ...visit, ...leftAs('exp'), period: { start: '2026-04-01', end: '2026-04-02' } };
  expect(check(patient, { ...stay, ...leftAs('home') }, later, heartFailure, ...measured)).toEqual([]);
});

describe('at a chosen time', () => {
  const early = measured.map((one) => ({ ...one, effectiveDateTime: '2026-03-02T00:00:00Z' }));
  const at = (...resources: Resource[]) => reasonsOf(chartOf(resources), '2026-03-04T00:00:00Z');

  it('asks within a stay, whatever its end was: a later death is not known then', () => {
    expect(at(patient, stay, heartFailure, ...early)).toEqual([]);
    expect(at(patient, { ...stay, ...leftAs('exp') }, heartFailure, ...early)).toEqual([]);
    expect(at({ ...patient, deceasedDateTime: '2026-03-09' }, stay, heartFailure, ...early)).toEqual([]);
    expect(at({ ...patient, deceasedDateTime: '2026-03-03' }, stay, heartFailure, ...early)).toEqual([
      expect.stringMatching(/died before the time of prediction/),
    ]);
  });

  it('is answered only where a stay had begun', () => {
    const later = encounter('later', '2026-03-05T00:00:00Z', '2026-03-09T00:00:00Z');
    expect(at(patient, later, heartFailure, ...early)).toEqual([
      'No inpatient stay with readable dates had begun by then, and the risk is counted from a discharge.',
    ]);
  });

  it('is not answered where nobody knows whether the stay had ended', () => {
    const open = encounter('e', '2026-03-01T00:00:00Z', null, { status: 'finished' });
    expect(at(patient, open, heartFailure, ...early)).toEqual([
      'Whether the inpatient stay had ended by then is not known, because it is finished and no end is recorded; the risk is counted from a discharge.',
    ]);
  });
});

describe.skipIf(syntheaFiles.length === 0)(
  'Synthea bundles (skipped where the data folder is absent)',
  () => {
    it('finds 20 of 54 patients eligible and says why the others are not', async () => {
      const all: string[][] = [];
      for (const name of syntheaFiles) {
        const { charts } = await readFiles([{ name, bytes: syntheaBytes(name) }]);
        all.push(...charts.map((chart) => reasonsOf(chart)));
      }
      const first = Map.groupBy(all, ([reason = 'Eligible']) => reason.split(/[ ,]/).slice(0, 3).join(' '));
      expect(Object.fromEntries([...first].map(([reason, charts]) => [reason, charts.length]))).toEqual({
        Eligible: 20,
        'No inpatient stay': 23,
        'No diagnosis of': 10,
        'The patient died': 1,
      });
    });
  },
);
