import type { Issue } from '#lib/clinical/issue.ts';
import { fileFailure } from '#lib/clinical/program-fault.ts';
import { sliceOfDevice } from '#lib/modalities/wearables/device-slice.ts';
import { summariseHrv } from '#lib/signal/hrv/summary.ts';
import type { DeviceAnswers } from '#lib/signal/readers/device-question.ts';
import type { DeviceReading } from '#lib/signal/readers/device-reading.ts';
import type { DeviceExport } from './device-exports.ts';
import { readDevice } from './device-readers.ts';
import type { UploadedWearable } from './uploaded-wearable.ts';

export type WearablesRead = {
  /** Exports of which something was read or has to be asked. */
  readonly wearables: readonly UploadedWearable[];
  readonly issues: readonly Issue[];
  /** Those about exports of which nothing was read. */
  readonly unread: readonly Issue[];
};

/** One sentence of several files of an export stands once. */
function once(issues: readonly Issue[]): Issue[] {
  const alike = Map.groupBy(issues, ({ code, message }) => `${code} ${message}`);
  return [...alike.values()].flatMap(([first, ...more]) =>
    first
      ? [more.length > 0 ? { ...first, message: `${first.message} (${more.length + 1} files)` } : first]
      : [],
  );
}

/** What the files of an export hold together. */
function together(readings: readonly DeviceReading[]) {
  const [single] = readings;
  return {
    samples: {
      heartRate: readings.flatMap(({ samples }) => samples.heartRate),
      saturation: readings.flatMap(({ samples }) => samples.saturation),
      steps: readings.flatMap(({ samples }) => samples.steps),
    },
    leads: readings.flatMap(({ leads }) => leads ?? []),
    intervals: readings.length === 1 ? single?.intervals : undefined,
    question: readings.find(({ question }) => question)?.question ?? null,
  };
}

/**
 * Reads the files of one device: the latest seven days of them.
 *
 * @param now ms since the epoch; readings after it come from a wrong clock
 */
export async function readWearable(
  source: DeviceExport,
  answers: DeviceAnswers,
  now: number,
  onProgress: (text: string) => void,
): Promise<UploadedWearable> {
  const readings: DeviceReading[] = [];
  const issues: Issue[] = [];
  for (const file of source.files) {
    onProgress(file.name);
    const context = { name: file.name, now, answers, parts: source.parts, onProgress };
    const reading = await readDevice(file, context);
    readings.push(reading);
    issues.push(...reading.issues.map((issue) => ({ ...issue, file: file.name })));
  }
  const { samples, leads, intervals, question } = together(readings);
  const { slice, issues: more } = sliceOfDevice(samples, source.name, leads);
  issues.push(...more.map((issue) => ({ ...issue, file: source.name })));
  if (!slice && !question && !issues.some(({ severity }) => severity === 'error'))
    issues.push({
      code: 'value-missing',
      severity: 'error',
      file: source.name,
      message: 'The file holds no heart rate, saturation, steps or ECG that could be read.',
    });
  const variability = intervals ? summariseHrv(intervals) : null;
  return { file: source.name, slice, variability, question, answers, issues: once(issues), source };
}

/** Reads what devices wrote that came without a chart, each export by itself. Bad data never throws. */
export async function readWearables(
  exports: readonly DeviceExport[],
  now: number,
  onProgress: (text: string) => void,
): Promise<WearablesRead> {
  const read: UploadedWearable[] = [];
  const failed: Issue[] = [];
  for (const source of exports) {
    try {
      read.push(await readWearable(source, {}, now, onProgress));
    } catch (thrown) {
      failed.push(fileFailure(source.name, thrown));
    }
  }
  const isShown = ({ slice, question }: UploadedWearable) => slice !== null || question !== null;
  return {
    wearables: read.filter(isShown),
    issues: read.flatMap(({ issues }) => issues),
    unread: [...failed, ...read.filter((one) => !isShown(one)).flatMap(({ issues }) => issues)],
  };
}
