// Patients, studies and files of DICOM in words.

import { dateText } from '#components/patient/moment-text.ts';
import type { PatientGroup, SeriesGroup, StudyGroup } from '#lib/dicom/grouping/group-instances.ts';
import { personNameText } from '#lib/dicom/person-name.ts';

const NBSP = '\u00a0';

/** `1 picture`, `1,204 pictures`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')}${NBSP}${count === 1 ? one : many}`;

/** `Rowan, Vega`; DICOM divides a name by carets. */
export const nameText = ({ patient }: PatientGroup): string =>
  personNameText(patient.name) || 'Name not recorded';

/** `3 Mar 2026`; `null` for what is no date. */
function dicomDate(date: string): string | null {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(date) ?? [];
  const recorded = `${year}-${month}-${day}`;
  const ms = Date.parse(recorded);
  return year !== undefined && Number.isFinite(ms) ? dateText({ ms, recorded, precision: 'day' }) : null;
}

export function birthText({ patient }: PatientGroup): string {
  if (patient.birthDate === '') return 'birth date not recorded';
  return `born ${dicomDate(patient.birthDate) ?? 'on a date that is none'}`;
}

const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male', O: 'other sex' };
export const sexText = ({ patient }: PatientGroup): string => SEXES[patient.sex] ?? 'sex not recorded';

/** Date, time and zone of a study as the files state them. */
export function studyTimeText({ date, time, zone }: StudyGroup): string {
  const day = date === '' ? null : dicomDate(date);
  if (day === null) return date === '' ? 'Date not recorded' : 'Date unreadable';
  const [, hour, minute] = /^(\d{2}):?(\d{2})/.exec(time) ?? [];
  if (hour === undefined) return day;
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(zone) ?? [];
  const place = sign === undefined ? 'zone not stated' : `UTC${sign === '-' ? '−' : '+'}${hours}:${minutes}`;
  return `${day}, ${hour}:${minute} ${place}`;
}

export const instancesOf = (studies: readonly StudyGroup[]): number =>
  studies.reduce((sum, { series }) => sum + series.reduce((n, { instances }) => n + instances.length, 0), 0);

/** `3 pictures`, `1 clip of 60 frames`, `1 file without a picture`. */
export function contentText({ instances }: SeriesGroup): string {
  const clips = instances.filter(({ summary }) => summary.rows !== null && summary.frames > 1);
  const frames = clips.reduce((sum, { summary }) => sum + summary.frames, 0);
  const without = instances.filter(({ summary }) => summary.rows === null).length;
  const pictures = instances.length - clips.length - without;
  return [
    pictures > 0 ? counted(pictures, 'picture') : '',
    clips.length > 0 ? `${counted(clips.length, 'clip')} of ${counted(frames, 'frame')}` : '',
    without > 0 ? `${counted(without, 'file')} without a picture` : '',
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** `12.4 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NBSP}bytes`;
  const units = ['kB', 'MB', 'GB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(1)}${NBSP}${units[power - 1]}`;
}
