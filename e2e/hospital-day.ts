/** The day around which the tests' demo hospital lies, whenever they run. */
export const HOSPITAL_DAY = '2026-11-29';
