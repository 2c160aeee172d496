import { canonicalSystem } from '#lib/clinical/code-set.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  codings,
  conceptText,
  element,
  isObject,
  referenceTo,
} from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { valueContradiction } from '#lib/fhir/observed-value.ts';
import type { Source } from '#lib/signal/sources/source-kind.ts';
import { assumption, leftOut } from '../complaints.ts';
import type { Timeline } from '../timeline.ts';
import { type Channel, channels } from './channels.ts';
import { offsetOf, readSpan, statedPeriod } from './recorded-span.ts';
import { deviceOf } from './recording-device.ts';
import { type Complain, keepPlausible, readSamples } from './samples.ts';
import { settleSampling } from './sampling.ts';
import type { EcgRecording } from './slice.ts';
import { settleUnit } from './units.ts';

/** FHIR R4 ObservationStatus whose data count. */
const COUNTED = new Set(['final', 'amended', 'corrected']);

/** A recording with the channel it belongs to; `lead` is empty but for an ECG. */
export type ReadRecording = {
  readonly channel: Channel;
  readonly recording: EcgRecording;
  readonly device: Source;
};

type Part = { readonly part: unknown; readonly sampled: object; readonly channel: Channel };

function channelOf(...concepts: readonly unknown[]): Channel | undefined {
  const sent = concepts.flatMap((concept) => codings(concept));
  return channels.find(({ codes }) =>
    sent.some(({ system, code }) =>
      codes.has(`${system === undefined ? '' : canonicalSystem(system)}|${code}`),
    ),
  );
}

/** The Observation itself and its components, as far as they are sampled and of a known kind. */
function partsOf(observation: unknown): Part[] {
  const code = element(observation, 'code');
  return [observation, ...asObjects(element(observation, 'component'))].flatMap((part) => {
    const sampled = element(part, 'valueSampledData');
    const channel = isObject(sampled) ? channelOf(element(part, 'code'), code) : undefined;
    return channel && isObject(sampled) ? [{ part, sampled, channel }] : [];
  });
}

function readPart(
  observation: unknown,
  { part, sampled, channel }: Part,
  timeline: Timeline,
  tally: IssueTally,
): Omit<ReadRecording, 'device'> | undefined {
  const { label } = channel;
  const reference = referenceTo(observation);
  const path = `${reference}.valueSampledData`;
  const complain: Complain = (code, because) => void tally.add(leftOut(code, label, because, path));
  const assume = (because: string | undefined) =>
    because === undefined ? undefined : tally.add(assumption(label, because, path));
  const contradiction = valueContradiction(part);
  if (contradiction !== undefined) return complain('contradiction', contradiction);
  const span = readSpan(observation, label, timeline, tally);
  const values = span && readSamples(sampled, channel, path, tally, complain);
  if (!span || !values) return undefined;
  const { start } = span;
  const stated = statedPeriod(sampled);
  const sampling = settleSampling(channel, { stated, span: span.ms, count: values.length });
  if ('because' in sampling) return complain('structure', sampling.because);
  const { periodMs } = sampling;
  const unit = settleUnit(channel, element(sampled, 'origin'), values, periodMs);
  if ('because' in unit) return complain(unit.code, unit.because);
  assume(sampling.assumed);
  assume(unit.assumed);
  keepPlausible(channel, values, { factor: unit.factor, periodMs, path }, tally);
  const lead = channel.id === 'ecg' ? (conceptText(element(part, 'code')) ?? '') : '';
  return { channel, recording: { reference, start, offsetMinutes: offsetOf(start), periodMs, values, lead } };
}

/** Whether a chart holds anything that `readRecordings` would read; cheap, since no sample is looked at. */
export const holdsRecordings = (chart: Chart): boolean =>
  chart.all('Observation').some((observation) => partsOf(observation).length > 0);

/** Every sampled recording of a known kind on the chart, with a complaint for each that could not be read as sent. */
export function readRecordings(chart: Chart, timeline: Timeline, tally: IssueTally): ReadRecording[] {
  return chart.all('Observation').flatMap((observation) => {
    const parts = partsOf(observation);
    const [first] = parts;
    const status = asText(element(observation, 'status')) ?? '';
    if (first && !COUNTED.has(status)) {
      const because = 'the status is not final, amended or corrected';
      const path = `${referenceTo(observation)}.status`;
      tally.add(leftOut('status-excluded', first.channel.label, because, path, 'information'));
      return [];
    }
    const device = parts.length > 0 ? deviceOf(observation, chart) : undefined;
    return parts.flatMap((part) => {
      const read = readPart(observation, part, timeline, tally);
      return read && device ? { ...read, device } : [];
    });
  });
}
