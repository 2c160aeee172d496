import { type DeviceAnswers, statedOrder } from './device-question.ts';
import { type DeviceReading, noSamples, type ReadingContext, warning } from './device-reading.ts';
import { readSaturationFile } from './saturation-file.ts';

/** Reads saturations without times, one after the other from when the user says that they begin. */
export function readSaturationList(
  text: string,
  { now }: ReadingContext,
  answers: DeviceAnswers,
): DeviceReading {
  const order = statedOrder(answers);
  const { series, issues } = readSaturationFile(text, undefined, order ? { now, order } : { now });
  if (!series) return { samples: noSamples, issues };
  const { startMs } = answers;
  if (startMs === undefined) return { samples: noSamples, question: { about: 'start' }, issues };
  const saturation = Array.from(series.values, (value, i) => {
    const ms = startMs + 1000 * series.periodSeconds * i;
    return { ms, end: ms, value, zoneMinutes: undefined, source: '', kind: 'oximeter' as const };
  }).filter(({ value }) => Number.isFinite(value));
  const unzoned = warning('assumption', 'The file writes no time zone: its clock is shown as UTC.');
  return { samples: { ...noSamples, saturation }, issues: [...issues, unzoned] };
}
