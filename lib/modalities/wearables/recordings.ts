import { canonicalSystem } from '#lib/clinical/code-set.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asNumber,
  asObjects,
  asText,
  codings,
  conceptText,
  element,
  isIssue,
  isObject,
  readMoment,
  referenceTo,
} from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { recordedTime } from '../recorded-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { type Channel, channels } from './channels.ts';
import { readSampledText } from './sampled-text.ts';
import { settleSampling } from './sampling.ts';
import type { EcgRecording } from './slice.ts';
import { settleUnit } from './units.ts';

/** FHIR R4 ObservationStatus whose data count. */
const COUNTED = new Set(['final', 'amended', 'corrected']);
/** Where the first sample is dated, in order of preference. */
const START = ['effectivePeriod.start', 'effectiveDateTime', 'effectiveInstant'];
/** More would not fit the memory of a browser tab: 24 hours at 250 Hz have half of it. */
const LONGEST_TEXT = 200_000_000;

/** A recording with the channel it belongs to; `lead` is empty but for an ECG. */
export type ReadRecording = { readonly channel: Channel; readonly recording: EcgRecording };

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

type Complain = (code: Parameters<typeof leftOut>[0], because: string) => undefined;

/** What was read, though not quite as it was sent. */
const assumption = (what: string, because: string, path: string) => ({
  code: 'assumption' as const,
  severity: 'warning' as const,
  path,
  sentence: (count: number) => `${what}: ${count} read on an assumption, because ${because}.`,
});

type Span = { readonly start: Moment; readonly ms: number | undefined };

/** When a recording began and, when it has an end after that, how long it lasted. */
function spanOf(
  observation: unknown,
  label: string,
  timeline: Timeline,
  tally: IssueTally,
): Span | undefined {
  const start = recordedTime(observation, START, (issue) => tally.add(dateComplaint(label, issue)));
  if (isIssue(start)) {
    tally.add(dateComplaint(label, start));
    return undefined;
  }
  const reference = referenceTo(observation);
  const end = readMoment(element(element(observation, 'effectivePeriod'), 'end'), 'effectivePeriod.end');
  const ends = !isIssue(end) && end.precision === 'time' ? end : undefined;
  const backwards = ends !== undefined && ends.ms < start.ms;
  // The chart's span ends at the latest end: what ends before it starts may lie beyond that.
  const outside = outsideOf(timeline, backwards ? ends : start, label, reference);
  if (outside) {
    tally.add(outside);
    return undefined;
  }
  if (backwards) {
    const because = 'the time span ends before it begins, so that only its beginning was used';
    tally.add({ ...assumption(label, because, `${reference}.effectivePeriod`), code: 'date-invalid' });
  }
  return { start, ms: ends && ends.ms > start.ms ? ends.ms - start.ms : undefined };
}

/** Units of R5's `intervalUnit`, in ms. */
const INTERVAL_UNITS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
};

/** R4 states the period in ms; R5 an interval with its unit. */
function statedPeriod(sampled: object): number | undefined {
  const period = asNumber(element(sampled, 'period'));
  if (period !== undefined) return period;
  const interval = asNumber(element(sampled, 'interval'));
  const unit = INTERVAL_UNITS[asText(element(sampled, 'intervalUnit')) ?? ''];
  return interval === undefined || unit === undefined ? undefined : interval * unit;
}

function offsetOf({ recorded }: Moment): number | null {
  const zone = /([+-])(\d{2}):(\d{2})$/.exec(recorded);
  if (!zone) return null;
  return (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
}

/** Converts in place and blanks what the kind cannot be; tells whether anything was blanked. */
function convert(
  { plausible: [low, high] }: Channel,
  values: Float32Array,
  factor: number,
  perSample: number,
): boolean {
  let blanked = false;
  for (let i = 0; i < values.length; i += 1) {
    const value = (values[i] ?? Number.NaN) * factor;
    const believed = value >= low * perSample && value <= high * perSample;
    if (!believed && !Number.isNaN(value)) blanked = true;
    values[i] = believed ? value : Number.NaN;
  }
  return blanked;
}

/** A count may be as much higher as its sample is longer than a minute. */
const perSample = ({ id }: Channel, periodMs: number): number =>
  id === 'steps' ? Math.max(1, periodMs / 60_000) : 1;

function readNumbers(
  sampled: object,
  { label }: Channel,
  path: string,
  tally: IssueTally,
  complain: Complain,
) {
  const data = asText(element(sampled, 'data'));
  if (data === undefined) return complain('value-missing', 'there are no samples');
  if (data.length > LONGEST_TEXT) return complain('file-too-large', 'there are too many samples to read');
  if ((asNumber(element(sampled, 'dimensions')) ?? 1) !== 1)
    return complain('structure', 'it has several dimensions in one list');
  const read = readSampledText(data, {
    origin: asNumber(element(element(sampled, 'origin'), 'value')) ?? 0,
    factor: asNumber(element(sampled, 'factor')) ?? 1,
    lower: asNumber(element(sampled, 'lowerLimit')) ?? Number.NaN,
    upper: asNumber(element(sampled, 'upperLimit')) ?? Number.NaN,
  });
  if (read.values.length === 0) return complain('value-missing', 'there are no samples');
  if (read.unreadable > 0) {
    const because = 'some samples are neither a number nor E, L or U';
    tally.add({ ...assumption(label, because, path), code: 'value-missing' });
  }
  return read.values;
}

function readPart(
  observation: unknown,
  { part, sampled, channel }: Part,
  timeline: Timeline,
  tally: IssueTally,
): ReadRecording | undefined {
  const { label } = channel;
  const reference = referenceTo(observation);
  const path = `${reference}.valueSampledData`;
  const complain: Complain = (code, because) => void tally.add(leftOut(code, label, because, path));
  const assume = (because: string | undefined) =>
    because === undefined ? undefined : tally.add(assumption(label, because, path));
  const span = spanOf(observation, label, timeline, tally);
  const values = span && readNumbers(sampled, channel, path, tally, complain);
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
  if (convert(channel, values, unit.factor, perSample(channel, periodMs)))
    tally.add(implausible(channel, path));
  const lead = channel.id === 'ecg' ? (conceptText(element(part, 'code')) ?? '') : '';
  return { channel, recording: { reference, start, offsetMinutes: offsetOf(start), periodMs, values, lead } };
}

const implausible = ({ label, plausible: [low, high], unit, id }: Channel, path: string) => ({
  code: 'implausible' as const,
  severity: 'information' as const,
  path,
  sentence: (count: number) =>
    `${label}: single samples of ${count} recording${count === 1 ? '' : 's'} were not read, because they lie outside ` +
    `${low} to ${high} ${unit}${id === 'steps' ? ' a minute' : ''}.`,
});

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
    return parts.flatMap((part) => readPart(observation, part, timeline, tally) ?? []);
  });
}
