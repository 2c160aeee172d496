import { readAppleEcg } from '#lib/signal/readers/apple-ecg.ts';
import { readAppleHealthFile } from '#lib/signal/readers/apple-health-file.ts';
import { readBeats } from '#lib/signal/readers/beats-reading.ts';
import type { DeviceAnswers } from '#lib/signal/readers/device-question.ts';
import {
  type DeviceReading,
  noSamples,
  nothingRead,
  type ReadingContext,
} from '#lib/signal/readers/device-reading.ts';
import { readDeviceTable } from '#lib/signal/readers/device-table.ts';
import { readFitbitJson } from '#lib/signal/readers/fitbit-json.ts';
import { readSaturationList } from '#lib/signal/readers/saturation-list.ts';
import { textOf } from '#lib/signal/readers/text-of.ts';
import { readTrackFile } from '#lib/signal/readers/track-file.ts';
import { readWfdbRecording } from '#lib/signal/readers/wfdb-recording.ts';
import { readWithingsTable } from '#lib/signal/readers/withings-table.ts';
import { baseOf, type ChosenFile, type DeviceFile } from '../chosen-file.ts';

/** Held as text at once; a year of readings by the minute has 20 MB. */
const LARGEST_TEXT = 200 * 2 ** 20;

export type DeviceContext = ReadingContext & {
  readonly answers: DeviceAnswers;
  /** Other files of the same recording. */
  readonly parts: readonly ChosenFile[];
  readonly onProgress: (text: string) => void;
};

async function readAppleHealth(
  { name, bytes }: DeviceFile,
  { now, onProgress }: DeviceContext,
): Promise<DeviceReading> {
  const onRead = (done: number) => onProgress(`${name}, ${Math.floor((100 * done) / bytes.size)} %`);
  const { samples, issues } = await readAppleHealthFile(bytes, now, onRead);
  return { samples, issues };
}

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

async function readWfdb(file: DeviceFile, { parts, answers }: DeviceContext): Promise<DeviceReading> {
  const all = [file, ...parts];
  const open = async (name: string) => {
    const found = all.find((one) => baseOf(one.name).toLowerCase() === name.toLowerCase());
    return found ? bytesOf(found.bytes) : null;
  };
  const annotations = parts.find(({ name }) => /\.(atr|qrs)$/i.test(name));
  const record = baseOf(file.name).replace(/\.hea$/i, '');
  return readWfdbRecording(record, open, annotations ? await bytesOf(annotations.bytes) : null, answers);
}

type ReadText = (text: string, context: DeviceContext, answers: DeviceAnswers) => DeviceReading;

const texts: Readonly<Record<Exclude<DeviceFile['kind'], 'apple-health' | 'wfdb'>, ReadText>> = {
  'device-table': (text, { now }, answers) => readDeviceTable(text, '', now, answers),
  'apple-ecg': readAppleEcg,
  'fitbit-json': readFitbitJson,
  'polar-hrm': readBeats,
  'saturation-list': readSaturationList,
  intervals: readBeats,
  track: readTrackFile,
  withings: readWithingsTable,
};

/** Reads a file of a device, whatever its format. Bad data never throws. */
export async function readDevice(file: DeviceFile, context: DeviceContext): Promise<DeviceReading> {
  const { kind, bytes } = file;
  if (kind === 'apple-health') return readAppleHealth(file, context);
  if (kind === 'wfdb') return readWfdb(file, context);
  if (bytes.size > LARGEST_TEXT) {
    const issue = { code: 'file-too-large', severity: 'error' } as const;
    return {
      samples: noSamples,
      issues: [{ ...issue, message: 'The file is larger than 200 MiB and was not read.' }],
    };
  }
  const text = textOf(await bytesOf(bytes));
  return text.trim() === '' ? nothingRead('The file is empty.') : texts[kind](text, context, context.answers);
}
