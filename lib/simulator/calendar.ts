import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';

/**
 * The wall clock of the simulated hospital: US Eastern time, computed by the rule of the Energy Policy Act of 2005
 * (15 U.S.C. 260a) because an engine's time-zone table depends on its version. Valid from 2007.
 */

/** Every stay in a cohort ended before this instant, a wearable week may end after it; nothing reads the real clock. */
export const AS_OF_MS = Date.UTC(2026, 8, 30, 12);

/** The n-th Sunday of a month (0-based), as 00:00 UTC. */
function sunday(year: number, month: number, n: number): number {
  const first = Date.UTC(year, month, 1);
  const wait = (7 - new Date(first).getUTCDay()) % 7;
  return first + (wait + 7 * (n - 1)) * DAY_MS;
}

/** Hours to add to UTC: −4 from the second Sunday of March 2:00 to the first Sunday of November 2:00, else −5. */
export function easternOffset(ms: number): number {
  const year = new Date(ms).getUTCFullYear();
  const summer = ms >= sunday(year, 2, 2) + 7 * HOUR_MS && ms < sunday(year, 10, 1) + 6 * HOUR_MS;
  return summer ? -4 : -5;
}

/** FHIR dateTime with the hospital's offset, to the second. */
export function formatDateTime(ms: number): string {
  const offset = easternOffset(ms);
  const local = new Date(ms + offset * HOUR_MS).toISOString().slice(0, 19);
  return `${local}-0${-offset}:00`;
}

/** FHIR date, the hospital's local day. */
export const formatDate = (ms: number): string => formatDateTime(ms).slice(0, 10);

/** Number of the hospital's local day since 1 January 1970. */
export const localDay = (ms: number): number => Math.floor((ms + easternOffset(ms) * HOUR_MS) / DAY_MS);

/** The instant so many local days later at which the hospital's clock shows the same time. */
export function addLocalDays(ms: number, days: number): number {
  const wall = ms + easternOffset(ms) * HOUR_MS + days * DAY_MS;
  return wall - easternOffset(wall + 5 * HOUR_MS) * HOUR_MS;
}

/** The instant at which the hospital's clock shows `minutes` after midnight on the local day of `ms`. */
export function atLocalTime(ms: number, minutes: number): number {
  const wall = localDay(ms) * DAY_MS + minutes * 60_000;
  return wall - easternOffset(wall + 5 * HOUR_MS) * HOUR_MS;
}
