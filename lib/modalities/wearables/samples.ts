import { asNumber, asText, element } from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { assumption, type leftOut } from '../complaints.ts';
import type { Channel } from './channels.ts';
import { readSampledText } from './sampled-text.ts';

/** Says why a recording is left out. */
export type Complain = (code: Parameters<typeof leftOut>[0], because: string) => undefined;

/** More would not fit the memory of a browser tab: 24 hours at 250 Hz have half of it. */
const LONGEST_TEXT = 200_000_000;

/** The samples of a SampledData as sent, origin and factor applied; `undefined` when there are none to read. */
export function readSamples(
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

const implausible = ({ label, plausible: [low, high], unit, id }: Channel, path: string) => ({
  code: 'implausible' as const,
  severity: 'information' as const,
  path,
  sentence: (count: number) =>
    `${label}: single samples of ${count} recording${count === 1 ? '' : 's'} were not read, because they lie outside ` +
    `${low} to ${high} ${unit}${id === 'steps' ? ' a minute' : ''}.`,
});

type Scale = { readonly factor: number; readonly periodMs: number; readonly path: string };

/** Converts to the canonical unit in place and blanks what a quantity of the kind cannot be, which is then reported. */
export function keepPlausible(
  channel: Channel,
  values: Float32Array,
  { factor, periodMs, path }: Scale,
  tally: IssueTally,
): void {
  // A count may be as much higher as its sample is longer than a minute.
  const longer = channel.id === 'steps' ? Math.max(1, periodMs / 60_000) : 1;
  const [low, high] = [channel.plausible[0] * longer, channel.plausible[1] * longer];
  let blanked = false;
  for (let i = 0; i < values.length; i += 1) {
    const value = (values[i] ?? Number.NaN) * factor;
    const believed = value >= low && value <= high;
    if (!believed && !Number.isNaN(value)) blanked = true;
    values[i] = believed ? value : Number.NaN;
  }
  if (blanked) tally.add(implausible(channel, path));
}
