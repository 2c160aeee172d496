const DAY_MS = 86_400_000;
/** `YYYYMMDD`, with the dots of ACR-NEMA, then whatever a DT adds. */
const SHAPE = /^(\d{4})\.?(\d{2})\.?(\d{2})(.*)$/;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** A DA or DT moved by whole days, the time of day kept; `null` when it is none (PS3.5 section 6.2). */
export function shiftDate(text: string, days: number): string | null {
  const [, year, month, day, rest = ''] = SHAPE.exec(text.trim()) ?? [];
  if (year === undefined) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isReal || !/^(\d{2,6}(\.\d{1,6})?)?([+-]\d{4})?$/.test(rest)) return null;
  const moved = new Date(date.getTime() + days * DAY_MS);
  return `${pad(moved.getUTCFullYear(), 4)}${pad(moved.getUTCMonth() + 1, 2)}${pad(moved.getUTCDate(), 2)}${rest}`;
}
