import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Issue } from '#lib/clinical/issue.ts';
import { type AppleHealth, AppleHealthReader } from '#lib/signal/readers/apple-health.ts';
import { type IntervalsReading, readIntervalsFile } from '#lib/signal/readers/intervals-file.ts';
import { readSaturationFile, type SaturationReading } from '#lib/signal/readers/saturation-file.ts';

const isAppleHealth = (path: string): boolean => path.toLowerCase().endsWith('.xml');

/** Rejects with Node's error when the file cannot be opened. */
async function readAppleHealth(path: string): Promise<AppleHealth> {
  const reader = new AppleHealthReader();
  for await (const piece of createReadStream(path, 'utf8')) reader.write(String(piece));
  return reader.finish();
}

const none = (message: string): Issue => ({ code: 'value-missing', severity: 'error', message });

/** Intervals of a text file or of an Apple Health export. Rejects when the file cannot be opened. */
export async function openIntervals(path: string): Promise<IntervalsReading> {
  if (!isAppleHealth(path)) return readIntervalsFile(await readFile(path, 'utf8'));
  const { intervals, issues } = await readAppleHealth(path);
  if (intervals.ms.length > 0) return { intervals, issues };
  return { intervals, issues: [...issues, none('The export holds no recording of single beats.')] };
}

/** Saturation of a text file or of an Apple Health export. Rejects when the file cannot be opened. */
export async function openSaturation(path: string, period: number | undefined): Promise<SaturationReading> {
  if (!isAppleHealth(path)) return readSaturationFile(await readFile(path, 'utf8'), period);
  const { saturation: series, issues } = await readAppleHealth(path);
  if (series) return { series, issues };
  return { series, issues: [...issues, none('The export holds no saturation, or more than a month of it.')] };
}
