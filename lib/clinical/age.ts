const DATE = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/;

/** Age beyond which a birth date is a recording error; the oldest person on record reached 122. */
export const OLDEST_AGE = 125;

const yearAndDay = (date: string, month: string, day: string): [year: number, monthDay: string] | null => {
  const parts = DATE.exec(date);
  return parts && [Number(parts[1]), `${parts[2] ?? month}${parts[3] ?? day}`];
};

/**
 * Completed years of age.
 *
 * @param birthDate FHIR `date`: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; without a day the latest birthday possible is meant,
 *   so nobody is taken for older, or adult, on a guess
 * @param on calendar day as the chart recorded it, `YYYY-MM-DD…`
 * @returns `null` when either is unreadable, the birth lies after `on`, or the age exceeds {@link OLDEST_AGE}
 */
export function ageInYears(birthDate: string, on: string): number | null {
  const born = yearAndDay(birthDate, '12', '31');
  const today = yearAndDay(on, '01', '01');
  if (!born || !today) return null;
  const age = today[0] - born[0] - (today[1] < born[1] ? 1 : 0);
  return age >= 0 && age <= OLDEST_AGE ? age : null;
}
