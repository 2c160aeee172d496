import type { IssueCode } from '#lib/clinical/issue.ts';
import { asText, element } from '#lib/fhir/elements.ts';
import type { Channel, UnitRule } from './channels.ts';

type Converted =
  | { readonly factor: number; readonly assumed?: string }
  | { readonly code: IssueCode; readonly because: string };

/** Enough samples to see in which unit they are. */
const PROBES = 2000;
/** Largest swing of a surface ECG in mV, with movement; R waves are 0.2 to 3. */
const LARGEST_SWING = 30;
const SMALLEST_SWING = 0.03;

type Spread = { readonly low: number; readonly high: number };

function spreadOf(values: Float32Array): Spread {
  const stride = Math.max(1, Math.floor(values.length / PROBES));
  const probes = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    probes[count] = value;
    count += 1;
  }
  const sorted = probes.subarray(0, count).sort();
  const at = (share: number) => sorted[Math.floor(share * (count - 1))] ?? Number.NaN;
  return { low: at(0.005), high: at(0.995) };
}

/** The swing of an ECG tells its unit better than what is written: the two are confused by a factor of 1000. */
function ecgFactor(written: number | undefined, { low, high }: Spread): Converted {
  const swing = high - low;
  const fits = (factor: number) => swing * factor >= SMALLEST_SWING && swing * factor <= LARGEST_SWING;
  if (written !== undefined && (fits(written) || !(swing > 0))) return { factor: written };
  const other = [0.001, 1, 1000].find(fits);
  if (other !== undefined)
    return {
      factor: other,
      assumed:
        'its size is impossible in the unit that is written and was read a thousand times larger or smaller',
    };
  return written === undefined
    ? { code: 'unit-missing', because: 'no unit is recorded' }
    : { code: 'implausible', because: 'its size is that of no ECG' };
}

function fits({ plausible: [low, high] }: Channel, spread: Spread, factor: number): boolean {
  return spread.low * factor >= low && spread.high * factor <= high;
}

/** Saturation as a fraction although it says %: the other slip that is made, and one that cannot be mistaken. */
const asFraction = (channel: Channel, { high }: Spread): boolean => channel.id === 'saturation' && high <= 1;

function plainFactor(
  channel: Channel,
  rule: UnitRule | undefined,
  spread: Spread,
  periodMs: number,
): Converted {
  if (asFraction(channel, spread) && rule?.factor !== 100)
    return { factor: 100, assumed: 'all values are at most 1 and were read as fractions' };
  if (rule) return { factor: rule.perMinute ? (rule.factor * periodMs) / 60_000 : rule.factor };
  return fits(channel, spread, 1)
    ? { factor: 1, assumed: `no unit is recorded and the values are those of ${channel.unit}` }
    : { code: 'unit-missing', because: 'no unit is recorded' };
}

/** How to convert samples of `origin`'s unit to the canonical unit of the channel. */
export function settleUnit(
  channel: Channel,
  origin: unknown,
  values: Float32Array,
  periodMs: number,
): Converted {
  const unit = asText(element(origin, 'code')) ?? asText(element(origin, 'unit'));
  const rule = unit === undefined ? undefined : channel.units[unit];
  if (unit !== undefined && rule === undefined)
    return { code: 'unit-unknown', because: `the unit cannot be converted to ${channel.unit}` };
  const spread = spreadOf(values);
  return channel.id === 'ecg'
    ? ecgFactor(rule?.factor, spread)
    : plainFactor(channel, rule, spread, periodMs);
}
