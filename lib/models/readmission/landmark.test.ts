import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, instant } from '#lib/clinical/moment.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import {
  chartOf,
  condition,
  encounter,
  observation,
  patient,
  quantity,
  type Resource,
} from '#lib/modalities/fixtures/charts.ts';
import { specsOf } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import type { Recording, WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { checkEligibility } from './eligibility.ts';
import { admissionAt, lastDayAtHome } from './landmark.ts';

const ADMITTED = '2026-03-01T00:00:00Z';
const DISCHARGED = '2026-03-09T00:00:00Z';
const stay = encounter('first', ADMITTED, DISCHARGED);
const dischargeMs = Date.parse(DISCHARGED);
const at = (days: number) => instant(dischargeMs + days * DAY_MS);

const results = ['2951-2', '2823-3', '2160-0', '718-7', '8867-4'].map((loinc, index) =>
  observation(
    `o${loinc}`,
    loinc,
    ADMITTED,
    quantity([140, 4, 1, 13, 70][index] ?? 0, ['mmol/L', 'mmol/L', 'mg/dL', 'g/dL', '/min'][index] ?? ''),
  ),
);
const heartFailure = condition('hf', '88805009', '2020-01-01');
/** The chart goes on with a visit. */
const visit = (days: number) =>
  encounter(`visit-${days}`, at(days).recorded, at(days).recorded, { class: { code: 'AMB' } });

/** An hourly recording between two days after the discharge. */
const recording = (from: number, to: number, value = 70): Recording => ({
  reference: 'Observation/w',
  start: at(from),
  offsetMinutes: null,
  periodMs: HOUR_MS,
  values: new Float32Array(Math.round((to - from) * 24)).fill(value),
});

const nothing: WearablesSlice = { devices: [], heartRate: [], saturation: [], steps: [], ecg: [] };

function recordOf(worn: Partial<WearablesSlice>, ...resources: readonly Resource[]) {
  const record = readRecord(chartOf([patient, stay, heartFailure, ...results, ...resources]));
  return { ...record, slices: { ...record.slices, wearables: { ...nothing, ...worn } } };
}

const landmarkOf = (worn: Partial<WearablesSlice>, ...resources: readonly Resource[]) => {
  const { at: time, name } = lastDayAtHome(recordOf(worn, ...resources));
  return [name, time && (time.ms - dischargeMs) / DAY_MS];
};

describe('the readmission model’s own time', () => {
  it('is the discharge where nothing was recorded at home', () => {
    expect(landmarkOf({}, visit(20))).toEqual(['discharge', 0]);
    expect(landmarkOf({ heartRate: [recording(-3, 0)] }, visit(20))).toEqual(['discharge', 0]);
    expect(landmarkOf({ heartRate: [recording(0, 0.9)] }, visit(20))).toEqual(['discharge', 0]);
  });

  it('is the end of the last whole day that a device recorded, the seventh at most', () => {
    expect(landmarkOf({ heartRate: [recording(-1, 3.5)] }, visit(20))).toEqual(['day 3 at home', 3]);
    expect(landmarkOf({ saturation: [recording(2, 5)] }, visit(20))).toEqual(['day 5 at home', 5]);
    expect(landmarkOf({ steps: [recording(0, 2)], heartRate: [recording(0, 12)] }, visit(20))).toEqual([
      'day 7 at home',
      7,
    ]);
  });

  it('counts no recording without a reading, no ECG and none of weeks later', () => {
    const strip = { ...recording(4, 5), lead: 'I' };
    const worn = {
      heartRate: [recording(0, 2), recording(2, 6, Number.NaN), recording(9, 30)],
      ecg: [strip],
    };
    expect(landmarkOf(worn, visit(40))).toEqual(['day 2 at home', 2]);
  });

  it('does not go beyond the latest entry of the chart', () => {
    expect(landmarkOf({ heartRate: [recording(0, 7)] }, visit(4.5))).toEqual(['day 4 at home', 4]);
  });

  it('is counted from the discharge of the stay that came after', () => {
    const again = encounter('again', at(3).recorded, at(5).recorded);
    expect(landmarkOf({ heartRate: [recording(0, 7)] }, again, visit(20))).toEqual(['day 2 at home', 7]);
    const inHospital = encounter('again', at(3).recorded, null);
    expect(landmarkOf({ heartRate: [recording(0, 7)] }, inHospital, visit(20))).toEqual(['latest entry', 20]);
  });
});

describe('a time at home of a patient who was readmitted', () => {
  const ids = specsOf(['ehr']).map(({ id }) => id);
  const reasonsAt = (days: number, ...resources: readonly Resource[]) => {
    const record = recordOf({}, ...resources);
    const landmark = { at: at(days), name: `day ${days} at home` };
    return checkEligibility(record, landmark, vectorise(record, landmark.at, ids));
  };

  it('is about the stay that ended before it, until another begins', () => {
    const again = encounter('again', at(3).recorded, at(5).recorded);
    const stayAt = (days: number) => admissionAt(recordOf({}, again, visit(20)), at(days));
    expect(stayAt(2)).toMatchObject({ reference: 'Encounter/first', end: { ms: dischargeMs } });
    expect(stayAt(4)).toMatchObject({ reference: 'Encounter/again', end: null });
    expect(stayAt(6)).toMatchObject({ reference: 'Encounter/again', end: { ms: at(5).ms } });
    for (const days of [2, 4, 6]) expect(reasonsAt(days, again, visit(20))).toEqual([]);
  });

  it('is no time to ask about once the patient has died', () => {
    const dead = { ...patient, deceasedDateTime: at(3).recorded };
    const record = readRecord(chartOf([dead, stay, heartFailure, ...results, visit(2)]));
    const reasons = (days: number) =>
      checkEligibility(record, { at: at(days), name: 'a test' }, vectorise(record, at(days), ids));
    expect(reasons(2)).toEqual([]);
    expect(reasons(4)[0]?.message).toMatch(/^The patient died before/);
  });
});
