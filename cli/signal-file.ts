import { openAsBlob } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Option } from 'commander';
import type { Issue } from '#lib/clinical/issue.ts';
import { type AppleHealth, isAppleHealth } from '#lib/signal/readers/apple-health.ts';
import { readAppleHealthFile } from '#lib/signal/readers/apple-health-file.ts';
import type { ClockOptions } from '#lib/signal/readers/clock.ts';
import type { DayOrder } from '#lib/signal/readers/day-order.ts';
import { type IntervalsReading, readIntervalsFile } from '#lib/signal/readers/intervals-file.ts';
import { readSaturationFile, type SaturationReading } from '#lib/signal/readers/saturation-file.ts';
import { beginningOf, textOf } from '#lib/signal/readers/text-of.ts';

/** Before its first record an export has a document type of some 10 kB. */
const SNIFFED = 1 << 16;

const ORDERS: readonly DayOrder[] = ['day-first', 'month-first', 'year-first'];

/** Asked of the user where a file does not tell in which order it writes its dates. */
export const datesOption = (): Option =>
  new Option('--dates <order>', 'how the file writes its dates, where it does not tell').choices(ORDERS);

const optionsOf = (order: DayOrder | undefined): ClockOptions => ({
  now: Date.now(),
  order: order && { order, because: 'as --dates says' },
});

/** The first bytes of a file. Rejects with Node's error when it cannot be opened. */
async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(SNIFFED), 0, SNIFFED, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const none = (message: string): Issue => ({ code: 'value-missing', severity: 'error', message });

/** An Apple Health export, told by its content; else the text of the file. */
async function readPath(path: string): Promise<{ readonly health: AppleHealth } | { readonly text: string }> {
  const head = await headOf(path);
  if (isAppleHealth(beginningOf(head))) return { health: await readAppleHealthFile(await openAsBlob(path)) };
  return { text: textOf(await readFile(path)) };
}

/** Intervals of a text file or of an Apple Health export. Rejects when the file cannot be opened. */
export async function openIntervals(path: string, order: DayOrder | undefined): Promise<IntervalsReading> {
  const read = await readPath(path);
  if ('text' in read) return readIntervalsFile(read.text, optionsOf(order));
  const { intervals, issues } = read.health;
  if (intervals.ms.length > 0) return { intervals, issues };
  return { intervals, issues: [...issues, none('The export holds no recording of single beats.')] };
}

/** Saturation of a text file or of an Apple Health export. Rejects when the file cannot be opened. */
export async function openSaturation(
  path: string,
  period: number | undefined,
  order: DayOrder | undefined,
): Promise<SaturationReading> {
  const read = await readPath(path);
  if ('text' in read) return readSaturationFile(read.text, period, optionsOf(order));
  const { saturation: series, issues } = read.health;
  if (series) return { series, issues };
  return { series, issues: [...issues, none('The export holds no saturation, or more than a month of it.')] };
}
