import { kindOfSource, type MergedChannel, type SourceKind } from '../sources/source-kind.ts';
import { readTime } from './clock.ts';
import { numberOf } from './number-cell.ts';

type Attributes = Readonly<Record<string, string>>;

const VARIABILITY = 'HKQuantityTypeIdentifierHeartRateVariabilitySDNN';

/** Quantities that are read and the unit that each must be written in. */
const SAMPLED: Readonly<Record<string, { readonly channel: MergedChannel; readonly unit: string }>> = {
  HKQuantityTypeIdentifierHeartRate: { channel: 'heartRate', unit: 'count/min' },
  HKQuantityTypeIdentifierOxygenSaturation: { channel: 'saturation', unit: '%' },
  HKQuantityTypeIdentifierStepCount: { channel: 'steps', unit: 'count' },
};

/** One `Record` of an export, as far as it is read here. */
export type AppleRecord =
  | {
      readonly kind: 'sample';
      readonly channel: MergedChannel;
      readonly ms: number;
      readonly end: number;
      readonly value: number;
      readonly zoneMinutes: number | undefined;
      readonly source: string;
      readonly by: SourceKind;
    }
  /** Its beats stand in it; `key` is the same of the same recording. */
  | { readonly kind: 'variability'; readonly ms: number; readonly key: string }
  | { readonly kind: 'unread' }
  | { readonly kind: 'other unit' };

/** The export writes 0.97 for 97 %. */
const percentOf = (share: number): number => (share <= 1 ? 100 * share : share);

/** `device` names the model and the hardware: `<<HKDevice: 0x2>, name:Apple Watch, manufacturer:Apple Inc., …>`. */
const modelOf = (device: string): string =>
  Array.from(device.matchAll(/\b(?:name|model|hardware):([^,>]+)/g), ([, word = '']) => word).join(' ');

function readKind(device: string, sourceName: string): SourceKind {
  const byDevice = kindOfSource(modelOf(device));
  return byDevice === 'app' ? kindOfSource(sourceName) : byDevice;
}

/** An export has millions of records and a few devices, each under many addresses. */
const MOST_KNOWN = 10_000;
const known = new Map<string, SourceKind>();

function sourceKind({ device = '', sourceName = '' }: Attributes): SourceKind {
  const key = `${sourceName}\n${device}`;
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const kind = readKind(device, sourceName);
  known.set(key, kind);
  return kind;
}

/** One name for one source, however its spaces were written. */
const sourceOf = ({ sourceName = '' }: Attributes): string => sourceName.replace(/\s+/g, ' ').trim();

/** Reads the attributes of a `Record`; `undefined`: it is of a quantity that is not read. */
export function readAppleRecord(attributes: Attributes): AppleRecord | undefined {
  const { type = '', unit, startDate = '', endDate = startDate, value = '' } = attributes;
  if (type === VARIABILITY)
    return {
      kind: 'variability',
      ms: readTime(startDate).ms,
      key: [startDate, endDate, value, sourceOf(attributes)].join(),
    };
  const sampled = Object.hasOwn(SAMPLED, type) ? SAMPLED[type] : undefined;
  if (!sampled) return undefined;
  const { ms, zoneMinutes } = readTime(startDate);
  const number = numberOf(value);
  if (Number.isNaN(ms + number)) return { kind: 'unread' };
  if (unit !== sampled.unit) return { kind: 'other unit' };
  const end = endDate === startDate ? ms : readTime(endDate).ms;
  return {
    kind: 'sample',
    channel: sampled.channel,
    ms,
    end: end > ms ? end : ms,
    value: sampled.channel === 'saturation' ? percentOf(number) : number,
    zoneMinutes,
    source: sourceOf(attributes),
    by: sourceKind(attributes),
  };
}
