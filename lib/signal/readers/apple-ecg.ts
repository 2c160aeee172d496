import { readTime } from './clock.ts';
import { readColumnNumbers } from './column-numbers.ts';
import { splitRows } from './delimited.ts';
import {
  type DatedLead,
  type DeviceReading,
  noSamples,
  nothingRead,
  type ReadingContext,
  warning,
} from './device-reading.ts';
import { readTimeCell } from './time-cell.ts';

/** Lines of names and values that stand above the samples; a table has none so long. */
const LONGEST_HEAD = 40;
/** Hertz in the scripts that Apple's Health writes it in. */
const RATE = /^([\d.,]+)\s*(hertz|hz|герц|гц|ヘルツ|赫兹|赫茲|헤르츠|هرتز|הרץ|เฮิรตซ์)/i;
const UNIT = /^([µμu]V|mV|V)$/;
const LEAD = /\b(aV[RLF]|V[1-6]|I{1,3})$/;
const SAMPLE = /^[-+\u2212]?\d+([.,]\d+)?$/;
/** A sample in µV, to tell a fraction from thousands. */
const KIND = { label: 'samples', low: -20_000, high: 20_000 } as const;

type Head = { readonly rate: number; readonly unit: string; readonly time: string; readonly lead: string };

const isSampleRow = (row: readonly string[]): boolean =>
  SAMPLE.test(row.filter((cell) => cell !== '').join(',')) && row.length <= 2;

/** Values beside their names, whatever the language of the names. */
function headOf(rows: readonly (readonly string[])[]): Head | undefined {
  const values = rows.slice(0, LONGEST_HEAD).flatMap((row) => (isSampleRow(row) ? [] : row.slice(1)));
  const rate = values.flatMap((value) => RATE.exec(value)?.[1] ?? [])[0];
  const unit = values.find((value) => UNIT.test(value));
  if (rate === undefined || unit === undefined) return undefined;
  const time = values.find((value) => {
    const cell = readTimeCell(value);
    return cell?.kind === 'civil' && cell.date !== undefined && cell.time !== undefined;
  });
  const lead = values.flatMap((value) => LEAD.exec(value)?.[1] ?? [])[0];
  return { rate: Number(rate.replace(',', '.')), unit, time: time ?? '', lead: lead ?? '' };
}

/** Whether a file that begins so is an ECG as Apple Health exports it: a rate and a unit above a column of samples. */
export const isAppleEcg = (head: string): boolean => {
  const rows = splitRows(head.slice(0, 4000));
  return headOf(rows) !== undefined && rows.some(isSampleRow);
};

/** The name of the file, which tells the day and no more. */
const fileOf = (name: string): string => name.split(/[/\\]/).at(-1) ?? name;

/** Reads one ECG of Apple's watch, in whatever language and with whatever decimal mark it was exported. */
export function readAppleEcg(text: string, { name }: ReadingContext): DeviceReading {
  const rows = splitRows(text);
  const head = headOf(rows);
  if (!head || !(head.rate > 0)) return nothingRead('The head of the ECG tells no rate and unit.');
  const { ms: startMs, zoneMinutes } = readTime(head.time);
  if (Number.isNaN(startMs)) return nothingRead('The head of the ECG tells no time of recording.');
  const first = rows.findIndex(isSampleRow);
  const cells = rows.slice(first).map((row) => row.filter((cell) => cell !== '').join(','));
  const { values, issues } = readColumnNumbers(cells, KIND);
  const unread = values.filter(Number.isNaN).length;
  if (first < 0 || unread === values.length) return nothingRead('The ECG holds no samples.', issues);
  const lead: DatedLead = {
    label: head.lead,
    unit: head.unit.replace(/^[µμ]/, 'u'),
    rate: head.rate,
    samples: Float32Array.from(values),
    recording: fileOf(name),
    startMs,
    zoneMinutes,
  };
  const left =
    unread > 0 ? [warning('value-missing', `${unread} samples are no numbers and count as missing.`)] : [];
  return { samples: noSamples, leads: [lead], issues: [...issues, ...left] };
}
