/** A moment as DICOM writes it; `offset` as `+0200`, empty where the file does not state one. */
type DateTime = {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `hh:mm:ss.ffffff` as far as it is written; empty when only the day is known. */
  readonly time: string;
  readonly offset: string;
};

const DAY = /^(\d{4})\.?(\d{2})\.?(\d{2})$/;
/** The colons and full stops are those of ACR-NEMA files (PS3.5 table 6.2-1). */
const TIME = /^(\d{2}):?(\d{2})(?::?(\d{2})(?:\.(\d{1,6}))?)?$/;
const OFFSET = /^[+-](?:0\d|1[0-4])[0-5]\d$/;

/** `YYYY-MM-DD` of a DA; `null` when it is no day of the calendar. */
export function dayOf(text: string): string | null {
  const [, year, month, day] = DAY.exec(text.trim()) ?? [];
  const iso = `${year}-${month}-${day}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(iso) ? iso : null;
}

/** `hh:mm` or longer of a TM, as far as it is written; `null` when it is no time of day or has no minute. */
export function timeOf(text: string): string | null {
  const [, hour, minute, second, fraction] = TIME.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const whole = [hour, minute, ...(second === undefined ? [] : [second])].join(':');
  return fraction === undefined ? whole : `${whole}.${fraction}`;
}

/** Timezone Offset From UTC (0008,0201), or the end of a DT; empty when it is none. */
export const offsetOf = (text: string): string => (OFFSET.test(text.trim()) ? text.trim() : '');

/** `UTC+02:00`; empty where no offset is stated. */
export const zoneText = (offset: string): string =>
  offset === '' ? '' : `UTC${offset.startsWith('-') ? '−' : '+'}${offset.slice(1, 3)}:${offset.slice(3)}`;

/** A DT (PS3.5 table 6.2-1); `null` when it does not name a day. */
export function readDateTime(text: string): DateTime | null {
  const [, digits = '', fraction = '', offset = ''] =
    /^(\d{8,14})(\.\d{1,6})?([+-]\d{4})?$/.exec(text.trim()) ?? [];
  const day = dayOf(digits.slice(0, 8));
  if (day === null) return null;
  return { day, time: timeOf(digits.slice(8) + fraction) ?? '', offset: offsetOf(offset) };
}

/** Milliseconds of a DT on its own clock, to be compared with others of the same clock. */
export function dateTimeMs(text: string): number | undefined {
  const moment = readDateTime(text);
  if (!moment || moment.time === '') return undefined;
  const [, whole, fraction = '0'] = /^([\d:]+)(?:\.(\d+))?$/.exec(moment.time) ?? [];
  const ms = Date.parse(`${moment.day}T${whole}Z`);
  return Number.isFinite(ms) ? ms + 1000 * Number(`0.${fraction}`) : undefined;
}
