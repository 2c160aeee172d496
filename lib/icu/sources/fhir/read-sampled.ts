import { asNumber, asText, element, quantityOf } from '#lib/fhir/elements.ts';
import { readSampledText } from '#lib/modalities/wearables/sampled-text.ts';
import { encodeSamples } from '../../events/sample-block.ts';
import { EVENT_VERSION, type SentEvent, type WaveformId } from '../../events/stream-event.ts';
import { mdcUnit } from '../bedside-codes.ts';
import { eventId } from '../event-id.ts';

/** What a curve needs of its Observation. */
type Frame = { readonly patient: string; readonly source: string; readonly at: number; readonly key: string };
type Curve = { readonly waveform: WaveformId; readonly label?: string };
type Trouble = { readonly reason: string };

/** An event holds ten seconds at most. */
const CHUNK_SECONDS = 10;
const FASTEST = 1000;
/** An hour of the fastest curve: more comes in pieces. */
const MOST_SAMPLES = 3600 * FASTEST;
/** The scale of a converter of 16 bits over what is there. */
const STEPS = 65_000;

/** A gain that leaves room for the largest sample: never coarser than a 16-bit converter's over the same range. */
function gainOf(values: Float32Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest === 0 ? 1 : (2 * largest) / STEPS;
}

function samplesOf(sampled: unknown): { readonly values: Float32Array } | Trouble {
  if ((asNumber(element(sampled, 'dimensions')) ?? 1) !== 1)
    return { reason: 'SampledData: one dimension is read' };
  const data = asText(element(sampled, 'data'));
  if (data === undefined) return { reason: 'SampledData: there are no samples' };
  if (data.length > 8 * MOST_SAMPLES) return { reason: 'SampledData: there are too many samples' };
  const { values, unreadable } = readSampledText(data, {
    origin: quantityOf(element(sampled, 'origin')).value ?? 0,
    factor: asNumber(element(sampled, 'factor')) ?? 1,
    lower: asNumber(element(sampled, 'lowerLimit')) ?? Number.NaN,
    upper: asNumber(element(sampled, 'upperLimit')) ?? Number.NaN,
  });
  if (unreadable > 0)
    return { reason: `SampledData: ${unreadable} samples are neither a number nor E, L or U` };
  return { values };
}

/** A curve in chunks of at most ten seconds (FHIR R4, 2.24.0.11: `period` in ms). */
export function readSampled(
  { patient, source, at, key }: Frame,
  { waveform, label }: Curve,
  sampled: unknown,
): readonly (SentEvent | Trouble)[] {
  if (sampled === undefined) return [];
  const period = asNumber(element(sampled, 'period')) ?? 0;
  const rate = 1000 / period;
  if (!(period > 0 && rate <= FASTEST))
    return [{ reason: `SampledData: a period of at least ${1000 / FASTEST} ms is expected` }];
  const read = samplesOf(sampled);
  if ('reason' in read) return [read];
  const { code, unit } = quantityOf(element(sampled, 'origin'));
  const sent = code ?? unit ?? '1';
  const each = Math.max(1, Math.floor(CHUNK_SECONDS * rate));
  const gain = gainOf(read.values);
  return Array.from({ length: Math.ceil(read.values.length / each) }, (_, n): SentEvent => {
    const begins = at + Math.round(n * each * period);
    return {
      version: EVENT_VERSION,
      id: eventId(key, waveform, label ?? '', begins.toString(36)),
      patient,
      source,
      at: begins,
      kind: 'waveform',
      waveform,
      ...(label === undefined ? {} : { label }),
      rate,
      unit: (mdcUnit(sent) ?? sent).slice(0, 32),
      ...encodeSamples(read.values.subarray(n * each, (n + 1) * each), gain),
    };
  });
}
