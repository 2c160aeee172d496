/** `YYYYMMDD[HHMM[SS[.S…]]][±ZZZZ]`: HL7 v2.5.1, 2.A.22 (DTM). */
const TIME =
  /^(?<day>\d{8})(?:(?<clock>\d{4})(?<seconds>\d{2})?(?:\.(?<fraction>\d{1,6}))?)?(?<zone>[+-]\d{4})?$/;

const zoneMinutes = (zone: string): number =>
  (zone.startsWith('-') ? -1 : 1) * (60 * Number(zone.slice(1, 3)) + Number(zone.slice(3, 5)));

/** The zone that a time ends with, e.g. `+0100`; `''`: none. */
export const zoneOf = (text: string): string => TIME.exec(text)?.groups?.zone ?? '';

function utcOf(day: string, clock: string, seconds: string, fraction: string): number {
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6, 8)];
  const time = `${clock.slice(0, 2)}:${clock.slice(2, 4)}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const ms = Date.parse(`${year}-${month}-${date}T${time}Z`);
  // An engine may carry 31 February over into March.
  return new Date(ms).getUTCDate() === Number(date) ? ms : Number.NaN;
}

/**
 * ms since the epoch of a time with its time of day; `NaN` for what is none. A time without zone is in that of its message
 * (2.14.9.7), and where that has none it is `NaN` too: an hour's mistake is worse than no value.
 */
export function readTime(text: string, messageZone: string): number {
  const { day, clock, seconds = '00', fraction = '', zone = messageZone } = TIME.exec(text)?.groups ?? {};
  if (day === undefined || clock === undefined || zone === '') return Number.NaN;
  const ms = utcOf(day, clock, seconds, fraction) - zoneMinutes(zone) * 60_000;
  // Nothing that a monitor measured is from before 1970.
  return ms >= 0 ? ms : Number.NaN;
}

/** ms of midnight UTC of the day of birth; `NaN` for what is none. */
export function readDay(text: string): number {
  const { day } = TIME.exec(text)?.groups ?? {};
  return day === undefined ? Number.NaN : utcOf(day, '0000', '00', '');
}
