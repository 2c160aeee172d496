import type { Issue } from '#lib/clinical/issue.ts';
import type { Sample, SampledChannel, Samples } from '#lib/signal/readers/latest-samples.ts';
import { channels } from './channels.ts';
import { latestWeek } from './latest-week.ts';
import type { Recording, WearablesSlice } from './slice.ts';

const MINUTE_MS = 60_000;

export type DeviceSlice = {
  /** `null`: the file holds nothing of the week's channels. */
  readonly slice: WearablesSlice | null;
  readonly issues: readonly Issue[];
};

type Minute = { value: number; weight: number; readonly zoneMinutes: number | undefined };
type Minutes = Map<number, Minute>;

/** Adds a share of a sample to a minute, or begins it. */
function add(minutes: Minutes, minute: number, value: number, { zoneMinutes }: Sample): void {
  const held = minutes.get(minute);
  if (held) {
    held.value += value;
    held.weight += 1;
  } else minutes.set(minute, { value, weight: 1, zoneMinutes });
}

/** Means of the readings of each minute. */
function meansOf(samples: readonly Sample[]): Minutes {
  const minutes: Minutes = new Map();
  for (const sample of samples) add(minutes, Math.floor(sample.ms / MINUTE_MS), sample.value, sample);
  for (const minute of minutes.values()) minute.value /= minute.weight;
  return minutes;
}

/** Counts over longer than this would draw a walk across hours of rest. */
const LONGEST_MINUTES = 60;

/** Steps spread over the minutes in which they were counted. */
function countsOf(samples: readonly Sample[]): Minutes {
  const minutes: Minutes = new Map();
  for (const sample of samples) {
    const first = Math.floor(sample.ms / MINUTE_MS);
    const count = Math.min(LONGEST_MINUTES, Math.max(1, Math.ceil(sample.end / MINUTE_MS) - first));
    for (let at = 0; at < count; at += 1) add(minutes, first + at, sample.value / count, sample);
  }
  return minutes;
}

/** A phone and a watch count the same steps: of several devices the one that counted most in a minute is believed. */
function mostOf(samples: readonly Sample[]): Minutes {
  const most: Minutes = new Map();
  for (const own of Map.groupBy(samples, ({ source }) => source).values())
    for (const [at, minute] of countsOf(own))
      if (minute.value > (most.get(at)?.value ?? -1)) most.set(at, minute);
  return most;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** ISO 8601 on the clock of the device; without a zone in UTC. */
function written(ms: number, zone: number | undefined): string {
  const local = new Date(ms + (zone ?? 0) * MINUTE_MS).toISOString().slice(0, 19);
  if (zone === undefined) return `${local}Z`;
  const size = Math.abs(zone);
  return `${local}${zone < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** One recording for each stretch on one clock, a step a minute, `NaN` where nothing was read. */
function recordingsOf(minutes: Minutes, reference: string): Recording[] {
  const runs: { zone: number | undefined; from: number; entries: [number, number][] }[] = [];
  for (const [at, { value, zoneMinutes }] of [...minutes].toSorted(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last.zone === zoneMinutes) last.entries.push([at, value]);
    else runs.push({ zone: zoneMinutes, from: at, entries: [[at, value]] });
  }
  return runs.map(({ zone, from, entries }) => {
    const values = new Float32Array((entries.at(-1)?.[0] ?? from) - from + 1).fill(Number.NaN);
    for (const [at, value] of entries) values[at - from] = value;
    const ms = from * MINUTE_MS;
    return {
      reference,
      start: { ms, recorded: written(ms, zone), precision: 'time' },
      offsetMinutes: zone ?? null,
      periodMs: MINUTE_MS,
      values,
    };
  });
}

/** What the quantity can be; what lies outside is left out and counted. */
function plausible(channel: SampledChannel, samples: readonly Sample[], issues: Issue[]): readonly Sample[] {
  const rule = channels.find(({ id }) => id === channel);
  if (!rule) return samples;
  const [low, high] = rule.plausible;
  const longer = ({ ms, end }: Sample) => (channel === 'steps' ? Math.max(1, (end - ms) / MINUTE_MS) : 1);
  const kept = samples.filter((sample) => sample.value >= low && sample.value <= high * longer(sample));
  const left = samples.length - kept.length;
  if (left > 0)
    issues.push({
      code: 'implausible',
      severity: 'warning',
      message: `${rule.label}: ${left} of ${samples.length} readings were left out, because they lie outside ${low} to ${high} ${rule.unit}${channel === 'steps' ? ' a minute' : ''}.`,
    });
  return kept;
}

/**
 * The latest seven days of a device's file, minute by minute: means of heart rate and saturation, steps spread over the
 * time they were counted in.
 */
export function sliceOfDevice(samples: Samples, file: string): DeviceSlice {
  const issues: Issue[] = [];
  const read = (channel: SampledChannel) => plausible(channel, samples[channel], issues);
  const heartRate = read('heartRate');
  const saturation = read('saturation');
  const steps = read('steps');
  const all = [...heartRate, ...saturation, ...steps];
  if (all.length === 0) return { slice: null, issues };
  const sources = new Set(steps.map(({ source }) => source));
  if (sources.size > 1)
    issues.push({
      code: 'assumption',
      severity: 'information',
      message: `${sources.size} devices counted steps; in each minute the one that counted most is believed.`,
    });
  const slice = latestWeek({
    devices: [...new Set(all.map(({ source }) => source))].filter(Boolean),
    heartRate: recordingsOf(meansOf(heartRate), file),
    saturation: recordingsOf(meansOf(saturation), file),
    steps: recordingsOf(mostOf(steps), file),
    ecg: [],
  });
  return { slice, issues };
}
