import { DAY_MS, instant, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Admission, PatientRecord } from '#lib/contract/patient-record.ts';
import { dayAtHome } from '#lib/fusion/chosen-landmark.ts';
import { findIndexStay, indexStay } from '#lib/modalities/ehr/stays.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { daysRecordedAtHome, LAST_LANDMARK_DAY } from './days-at-home.ts';

/** The index discharge, else the latest entry of a stay that goes on. */
export function dischargeLandmark({ slices, latest }: PatientRecord<Slices>): Landmark {
  if (!slices.ehr)
    return { at: null, name: 'latest entry', because: 'The chart has no health record to read.' };
  const { admission, at, reason } = findIndexStay(slices.ehr, latest);
  const name = admission?.end ? 'discharge' : 'latest entry';
  if (at !== null) return { at, name };
  return { at: null, name, because: reason ?? 'Nothing on the chart has a date.' };
}

/**
 * The discharge; where a device recorded whole days at home since, the end of the last of them. A later stay has a discharge of
 * its own, so that nobody is asked about at home who was readmitted by then.
 */
export function lastDayAtHome(record: PatientRecord<Slices>): Landmark {
  const discharge = dischargeLandmark(record);
  const { slices, admission, latest } = record;
  if (!discharge.at || !latest || admission?.end?.ms !== discharge.at.ms) return discharge;
  const onChart = Math.max(0, Math.floor((latest.ms - discharge.at.ms) / DAY_MS));
  const days = Math.min(daysRecordedAtHome(slices.wearables, discharge.at), onChart);
  return days === 0 ? discharge : { at: instant(discharge.at.ms + days * DAY_MS), name: dayAtHome(days) };
}

/** The first and the last time that the model may be asked at of the latest stay: between them lies what its week reads. */
export function landmarksOf({ admission }: Pick<PatientRecord<unknown>, 'admission'>): readonly Moment[] {
  const end = admission?.end ?? null;
  return end === null ? [] : [end, instant(end.ms + LAST_LANDMARK_DAY * DAY_MS)];
}

/** The stay that a question at `at` is about, as it was known then; without a time the latest. */
export function admissionAt(record: PatientRecord<Slices>, at: Moment | null): Admission | null {
  if (at === null) return record.admission;
  const stay = indexStay(record.slices.ehr?.stays ?? [], at);
  if (!stay) return null;
  const goesOn = stay.end !== null && isAfter(stay.end, at);
  return goesOn ? { ...stay, end: null, endUnknown: null, disposition: null } : stay;
}
