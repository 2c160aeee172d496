import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import { mean, median } from '#lib/signal/statistics.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { wearableResources } from '#lib/simulator/wearables/fhir/wearable-resources.ts';
import { planWeek } from '#lib/simulator/wearables/plan-week.ts';
import { chartOf, patient, type Resource } from '../fixtures/charts.ts';
import { type DrawnWeek, drawWeek } from './draw-week.ts';
import {
  DAY_MINUTES,
  SAMPLE_START,
  SAMPLE_WEEK,
  sampleNoisyStrip,
  sampleRecording,
  sampleStrip,
  WEEK_MINUTES,
} from './fixtures/sample-week.ts';
import { latestWeek } from './latest-week.ts';
import { wearables } from './modality.ts';
import type { Recording, WearablesSlice } from './slice.ts';
import { MINUTE_MS } from './window.ts';

const subject = { reference: 'Patient/p' };

function simulated(index: number): WearablesSlice {
  const written = wearableResources(planWeek(simulateChart(71, index))).map((one) => ({
    ...one,
    subject,
    patient: subject,
  }));
  const { slice } = wearables.parse(chartOf([patient, ...(written as unknown as Resource[])]));
  if (!slice) throw new Error('nothing was read');
  return slice;
}

/** The same week of devices that sample faster, take several leads, come off and are shaken. */
function ofOtherDevices(slice: WearablesSlice): WearablesSlice {
  return {
    ...slice,
    heartRate: slice.heartRate.slice(1),
    saturation: slice.saturation.map((recording) => ({
      ...recording,
      periodMs: 6000,
      values: Float32Array.from(
        { length: recording.values.length * 10 },
        (_, i) => recording.values[Math.floor(i / 10)] ?? Number.NaN,
      ),
    })),
    ecg: slice.ecg.flatMap((strip, k) => {
      const noisy = (k % 5) * 0.12 * strip.values.length;
      const shaken = strip.values.map((value, i) => (i < noisy ? (i * 7919) % 13 : value));
      return [
        { ...strip, values: shaken },
        { ...strip, lead: 'II' },
      ];
    }),
  };
}

const FEATURES: Readonly<Record<string, keyof DrawnWeek['measures']>> = {
  'wear-time': 'wearTime',
  steps: 'steps',
  'resting-heart-rate': 'restingHeartRate',
  'nocturnal-heart-rate': 'nocturnalHeartRate',
  'circadian-amplitude': 'circadianAmplitude',
  rmssd: 'rmssd',
  sdnn: 'sdnn',
  'irregular-strips': 'irregular',
  'early-beats': 'ectopic',
  odi3: 'odi3',
  t90: 't90',
  'hypoxic-burden': 'burden',
};

/** The values of the features at the end of the week, `undefined` where they are refused. */
function featuresOf(slice: WearablesSlice, at: number): ReadonlyMap<string, number | undefined> {
  return new Map(
    wearables.features.map(({ id, read }) => {
      const outcome = read(slice, instant(at));
      return [id.slice('wearable.'.length), isReading(outcome) ? outcome.value : undefined];
    }),
  );
}

const valuesOf = (measures: readonly Measured[]): number[] =>
  measures.filter(isMeasured).map(({ value }) => value);

/** The nights together, each by its valid hours. */
function overNights({ nights }: DrawnWeek, pick: (night: DrawnWeek['nights'][number]) => Measured): number {
  const measured = nights.filter((night) => isMeasured(pick(night)));
  const hours = measured.map(({ saturation }) => saturation.validHours);
  const weighed = valuesOf(measured.map(pick)).map((value, n) => value * (hours[n] ?? Number.NaN));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return sum(weighed) / sum(hours);
}

const weeks = [0, 1, 2, 3, 4, 5].map(simulated);

/** Values of one measure in the leads that the features read. */
const shown = ({ leads }: DrawnWeek, name: 'rmssd' | 'sdnn'): number[] =>
  valuesOf(leads.filter(({ recording }) => recording.lead !== 'II').map((lead) => lead[name]));

describe.each([
  ...weeks.map((slice, n) => [`simulated week ${n}`, slice] as const),
  ...weeks.map((slice, n) => [`simulated week ${n} of other devices`, ofOtherDevices(slice)] as const),
])('what a screen draws of %s', (_, slice) => {
  const week = drawWeek(slice);
  const features = featuresOf(slice, week.to);

  it('is together what the features read', () => {
    expect([...features.keys()].toSorted()).toEqual(Object.keys(FEATURES).toSorted());
    for (const [id, value] of features) {
      const drawn = week.measures[FEATURES[id] ?? 'steps'];
      expect([id, isMeasured(drawn) ? drawn.value : undefined]).toEqual([id, value]);
    }
  });

  it('makes up the features day by day and night by night', () => {
    const worn = week.days.map(({ wornMinutes }) => wornMinutes);
    expect(worn.reduce((sum, one) => sum + one, 0) / 60 / 7).toBe(features.get('wear-time'));
    const back = Array.from({ length: 7 }, (_, day) =>
      week.steps.subarray(day * DAY_MINUTES, (day + 1) * DAY_MINUTES).filter(Number.isFinite),
    );
    const counted = back.filter(({ length }) => length >= 600).map((counts) => mean(counts) * counts.length);
    expect(features.get('steps')).toBeCloseTo(mean(counted), 6);
    expect(overNights(week, ({ saturation }) => saturation.odi3PerHour)).toBe(features.get('odi3'));
    expect(overNights(week, ({ saturation }) => saturation.t90Percent)).toBe(features.get('t90'));
  });

  it.each(['rmssd', 'sdnn'] as const)('shows %s of the strips that count, and of no other', (name) => {
    const values = shown(week, name);
    const mostly = (features.get('irregular-strips') ?? 0) > 50;
    expect(values.length > 0 && !mostly ? median(values) : undefined).toBe(features.get(name));
    const nightly = week.stripNights.reduce((sum, { measured }) => sum + measured, 0);
    expect(nightly).toBe(shown(week, 'rmssd').length);
  });
});

describe('what a screen draws of signals that tell little', () => {
  it('has no variability of a strip that is irregular throughout, as the feature has none', () => {
    const ecg = [30, 54, 78, 102].map((hour) => sampleStrip('fibrillation', hour));
    const week = drawWeek({ ...SAMPLE_WEEK, ecg });
    expect(week.leads).toHaveLength(4);
    const refused = {
      missing: 'unreliable',
      detail: 'Variability needs a regular rhythm; this one is irregular without a pattern.',
    };
    for (const { rmssd, sdnn, heartRate } of week.leads) {
      expect([rmssd, sdnn]).toEqual([refused, refused]);
      expect(isMeasured(heartRate)).toBe(true);
    }
    for (const { rmssd, measured } of week.stripNights) expect([rmssd, measured]).toEqual([refused, 0]);
    expect(week.measures.rmssd).toMatchObject({ missing: 'too-short' });
    expect(week.measures.irregular).toEqual({ value: 100 });
    expect(week.events.filter(({ label }) => label.startsWith('ECG'))).toHaveLength(4);
  });

  it('reads nothing out of a strip that is mostly noise, and says how much of it is good', () => {
    const week = drawWeek({ ...SAMPLE_WEEK, ecg: [sampleNoisyStrip(30), sampleStrip('normal', 40)] });
    const [noisy, clean] = week.leads;
    const reason = noisy && !isMeasured(noisy.heartRate) ? noisy.heartRate : undefined;
    expect(reason?.detail).toMatch(/^A strip needs 70 % of good signal; \d+ of 30 s are good\.$/);
    expect([noisy?.rmssd, noisy?.sdnn, noisy?.rhythm.irregularShare]).toEqual([reason, reason, reason]);
    expect(clean && isMeasured(clean.rmssd)).toBe(true);
    expect(week.events.filter(({ label }) => label.startsWith('ECG'))).toEqual([]);
  });

  it('sees the falls that the device saw, not those that are left of a minute', () => {
    const everySecond = Float32Array.from({ length: WEEK_MINUTES * 60 }, (_, s) =>
      s % 600 >= 300 && s % 600 < 340 ? 90 : 96,
    );
    const week = drawWeek({ ...SAMPLE_WEEK, saturation: [sampleRecording(everySecond, 1000)] });
    const [night] = week.nights;
    expect(night?.readingSeconds).toBe(1);
    expect(isMeasured(week.measures.odi3) && week.measures.odi3.value).toBeCloseTo(6, 1);
    const [fall] = week.events;
    expect(fall?.label).toBe('Desaturation from 96 by 6 points, 41 s');
    expect(((fall?.at ?? 0) - SAMPLE_START) % 600_000).toBe(339_000);
  });
});

describe('a drawn week', () => {
  const week = drawWeek(SAMPLE_WEEK);

  it('covers the seven days before the last sample in the zone of the device', () => {
    expect([week.from, week.to, week.offset]).toEqual([
      SAMPLE_START,
      SAMPLE_START + WEEK_MINUTES * MINUTE_MS,
      -240,
    ]);
    expect(week.days.map(({ steps }) => steps)).toEqual(Array(7).fill(66 * 60));
    expect(week.days[0]?.wornMinutes).toBe(DAY_MINUTES);
  });

  it('finds each night and the falls of saturation in it', () => {
    expect(week.nights.length).toBeGreaterThanOrEqual(7);
    const falls = week.events.filter(({ label }) => label.startsWith('Desaturation'));
    expect(falls).toHaveLength(14);
    expect(falls[0]).toMatchObject({
      at: SAMPLE_START + 120 * MINUTE_MS,
      label: 'Desaturation from 95 by 7 points, 2 min',
    });
  });

  it('reads strips and marks the irregular one', () => {
    expect(week.leads).toHaveLength(2);
    const irregular = week.events.filter(({ label }) => label.startsWith('ECG'));
    expect(irregular.map(({ at }) => at)).toEqual([SAMPLE_START + 50 * 60 * MINUTE_MS]);
  });

  it('counts the steps of days back from the end that were worn for ten hours', () => {
    const worn = [599, 1440, 599, 1440, 1440, 1440, 600];
    const steps = Float32Array.from(
      worn.flatMap((minutes, day) => [
        ...new Array<number>(minutes).fill(day + 1),
        ...new Array<number>(DAY_MINUTES - minutes).fill(Number.NaN),
      ]),
    );
    const { measures } = drawWeek({
      devices: [],
      heartRate: [sampleRecording(new Float32Array(WEEK_MINUTES).fill(70))],
      saturation: [],
      steps: [sampleRecording(steps)],
      ecg: [],
    });
    expect(measures.steps).toEqual({ value: (1440 * (2 + 4 + 5 + 6) + 600 * 7) / 5 });
  });

  it('reads the same of months of recordings as of their latest week', () => {
    const before = sampleRecording(
      new Float32Array(3 * DAY_MINUTES).fill(70),
      MINUTE_MS,
      SAMPLE_START - 3 * 86_400_000,
    );
    const long = { ...SAMPLE_WEEK, heartRate: [before, ...SAMPLE_WEEK.heartRate] };
    const cut = latestWeek(long);
    expect(cut.heartRate).toEqual(SAMPLE_WEEK.heartRate);
    expect(drawWeek(cut)).toEqual(drawWeek(long));
  });

  it('names days by one clock when the clock changes in between, the latest one', () => {
    const winter = sampleRecording(new Float32Array(4 * DAY_MINUTES).fill(60));
    const summer: Recording = {
      ...sampleRecording(
        new Float32Array(3 * DAY_MINUTES - 60).fill(60),
        MINUTE_MS,
        SAMPLE_START + 4 * 86_400_000,
      ),
      offsetMinutes: -180,
    };
    const none = { saturation: [], steps: [], ecg: [] };
    const changed = drawWeek({ ...SAMPLE_WEEK, ...none, heartRate: [winter, summer] });
    expect([changed.offset, changed.clockChanged]).toEqual([-180, true]);
    expect(week.clockChanged).toBe(false);
    for (const { from } of changed.days) expect((from - 180 * MINUTE_MS) % 86_400_000).toBe(0);
  });

  it('reads a device that only takes strips', () => {
    const { leads, nights, days } = drawWeek({ ...SAMPLE_WEEK, heartRate: [], saturation: [], steps: [] });
    expect(leads).toHaveLength(2);
    expect(days).toEqual([]);
    expect(nights).toEqual([]);
  });

  it('crosses from its worker', () => {
    expect(structuredClone(week)).toEqual(week);
  });
});
