import { detectDrift } from '#lib/monitoring/drift.ts';
import type { PatientSample, WatchedFeature } from '#lib/monitoring/drift-sample.ts';
import { largestDistance } from '#lib/monitoring/kolmogorov-smirnov.ts';
import { poolFeature } from '#lib/monitoring/pooled-feature.ts';
import { stabilityIndex } from '#lib/monitoring/population-stability.ts';
import { FEATURES, HOURS, type Stay } from './real-stays.ts';

/** A change that is planted in a stay of the current window; draws decide whom it meets. */
export type Plant = {
  readonly name: string;
  readonly change: (stay: Stay, draw: () => number) => Stay;
  /** Minutes by which vital signs come later. */
  readonly late?: number;
  /** How much likelier a septic stay is drawn. */
  readonly septicTimes?: number;
  /** Feature in which it should be seen first; `null`: anywhere. */
  readonly seenIn: string | null;
};

const mapped =
  (column: string, to: (value: number, draw: () => number) => number) =>
  (stay: Stay, draw: () => number): Stay => ({
    ...stay,
    values: {
      ...stay.values,
      [column]: (stay.values[column] ?? []).map((value) => (Number.isNaN(value) ? value : to(value, draw))),
    },
  });

/** Meets a share of the patients, whole: they lie at other monitors than the rest. */
const someOf =
  (share: number, change: Plant['change']): Plant['change'] =>
  (stay, draw) =>
    draw() < share ? change(stay, draw) : stay;

const unchanged = (stay: Stay): Stay => stay;

export const HEALTHY: Plant = { name: 'nothing', change: unchanged, seenIn: null };

export const PLANTS: readonly Plant[] = [
  {
    name: 'temperature in °F from every third monitor',
    change: someOf(
      1 / 3,
      mapped('temperature', (value) => value * 1.8 + 32),
    ),
    seenIn: 'temperature',
  },
  {
    name: 'glucose in mmol/L from every fifth analyser',
    change: someOf(
      1 / 5,
      mapped('glucose', (value) => value / 18.02),
    ),
    seenIn: 'glucose',
  },
  {
    name: 'mean pressure 5 mmHg too high',
    change: mapped('mean-pressure', (value) => value + 5),
    seenIn: 'mean-pressure',
  },
  {
    name: 'mean pressure 10 mmHg too high',
    change: mapped('mean-pressure', (value) => value + 10),
    seenIn: 'mean-pressure',
  },
  {
    name: 'temperature 0.5 °C too high',
    change: mapped('temperature', (value) => value + 0.5),
    seenIn: 'temperature',
  },
  {
    name: 'two of three lactates not sent',
    change: mapped('lactate', (value, draw) => (draw() < 2 / 3 ? Number.NaN : value)),
    seenIn: 'lactate',
  },
  {
    name: 'no platelets any more',
    change: mapped('platelets', () => Number.NaN),
    seenIn: 'platelets',
  },
  { name: 'vital signs 2 min later', change: unchanged, late: 2, seenIn: 'delay' },
  { name: 'sepsis three times as likely', change: unchanged, septicTimes: 3, seenIn: null },
  { name: 'sepsis six times as likely', change: unchanged, septicTimes: 6, seenIn: null },
];

/** Simulated: the files tell no times of arrival. */
const DELAY: WatchedFeature = { id: 'delay', label: 'Delay of vital signs', unit: 's', modality: 'latency' };
export const WATCHED: readonly WatchedFeature[] = [...FEATURES, DELAY];

const isThere = (value: number): boolean => !Number.isNaN(value);
const mean = (values: readonly number[], otherwise: number): number =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;

/** Vital signs of a day in about standard deviations: stands in for a latent. */
const TYPICAL = [
  ['heart-rate', 84, 14],
  ['spo2', 97, 2],
  ['temperature', 36.9, 0.6],
  ['systolic-pressure', 120, 17],
  ['mean-pressure', 79, 11],
  ['respiratory-rate', 18, 4],
] as const;

function sampleOf({ id, values }: Stay, late: number, draw: () => number): PatientSample {
  const measured = (column: string) => (values[column] ?? []).filter(isThere);
  const delays = Array.from({ length: HOURS }, () => 60 * late - 20 * Math.log(1 - draw()));
  return {
    patient: id,
    values: {
      ...Object.fromEntries(FEATURES.map((feature) => [feature.id, measured(feature.id)])),
      delay: delays,
    },
    missing: Object.fromEntries(
      FEATURES.map((feature) => [feature.id, 1 - measured(feature.id).length / HOURS]),
    ),
    embeddings: {
      'vital-signs': Float64Array.from(
        TYPICAL,
        ([column, centre, spread]) => (mean(measured(column), centre) - centre) / spread,
      ),
    },
  };
}

function drawStay(stays: readonly Stay[], septicTimes: number, draw: () => number): Stay {
  for (;;) {
    const stay = stays[Math.floor(draw() * stays.length)];
    if (stay && (stay.septic || draw() < 1 / septicTimes)) return stay;
  }
}

/** Two windows drawn by chance from the same stays, with what is planted in the current one. */
export function drawWindows(
  stays: readonly Stay[],
  [reference, current]: readonly [number, number],
  { change, late = 0, septicTimes = 1 }: Plant,
  draw: () => number,
) {
  const pick = (count: number, times: number) =>
    Array.from({ length: count }, () => drawStay(stays, times, draw));
  return {
    reference: pick(reference, 1).map((stay) => sampleOf(stay, 0, draw)),
    current: pick(current, septicTimes).map((stay) => sampleOf(change(stay, draw), late, draw)),
  };
}

/** What the customary limits say of the same windows: any feature beyond them is an alarm. */
function customary(samples: readonly PatientSample[], sides: Uint8Array) {
  const features = WATCHED.map(({ id }) => {
    const values = samples.map((sample) => sample.values[id] ?? []);
    const pooled = poolFeature(values);
    const n = values.reduce((sum, own, at) => sum + (sides[at] === 1 ? own.length : 0), 0);
    const m = pooled.owners.length - n;
    // Smirnov's 1 % limit for independent values: 1.628 √((n + m) / n m).
    const limit = 1.628 * Math.sqrt((n + m) / (n * m));
    return { id, psi: stabilityIndex(pooled, sides), isApart: largestDistance(pooled, sides) > limit };
  });
  return {
    pressure01: features.some(({ id, psi }) => id === 'mean-pressure' && psi > 0.1),
    psi01: features.some(({ psi }) => psi > 0.1),
    psi025: features.some(({ psi }) => psi > 0.25),
    ksByHour: features.some(({ isApart }) => isApart),
  };
}

/** One pair of windows judged by everything; `level` for the features that alarm. */
export async function judgeWindows(
  windows: ReturnType<typeof drawWindows>,
  level: number,
  permutations: number,
  draw: () => number,
) {
  const samples = [...windows.reference, ...windows.current];
  const sides = Uint8Array.from(samples, (_, at) => (at < windows.reference.length ? 0 : 1));
  const report = await detectDrift(windows, WATCHED, { level, permutations, draw });
  const alarms = (report?.rows ?? []).filter(({ alarm }) => alarm);
  return {
    ...customary(samples, sides),
    /** The least of all rows: at or below a level it is an alarm at that level. */
    p: Math.min(...(report?.rows ?? []).map((row) => row.p)),
    features: [...new Set(alarms.map(({ feature }) => feature))],
  };
}
