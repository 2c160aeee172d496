// The head of a chart in words.
import { ageInYears } from '#lib/clinical/age.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { Admission, PatientHeader } from '#lib/contract/patient-record.ts';
import { dateText, spanText } from './moment-text.ts';

/** `74 y`; a birth date without a day gives the least age it can be. */
export function ageText(birthDate: string | null, at: Moment | null): string {
  if (birthDate === null) return 'birth date not recorded';
  const years = at && ageInYears(birthDate, at.recorded);
  if (years === null) return `born ${birthDate}`;
  return birthDate.length < 10 ? `at least ${years}\u00a0y (born ${birthDate})` : `${years}\u00a0y`;
}

export const sexText = (sex: Sex | null): string => sex ?? 'not recorded as female or male';

/** Time from admission to discharge, or so far. */
export function stayText({ start, end }: Admission, at: Moment | null): string {
  const stop = end ?? at;
  if (!stop) return 'unknown';
  return `${spanText(stop.ms - start.ms)}${end ? '' : ' so far'}`;
}

/** `null` for the living. */
export function deathText({ deceased, died }: PatientHeader): string | null {
  if (!deceased) return null;
  return died ? `Died ${dateText(died)}` : 'Deceased';
}
