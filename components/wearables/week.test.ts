import { describe, expect, it } from 'vitest';
import { latestWeek } from '#lib/modalities/wearables/latest-week.ts';
import type { EcgRecording, Recording, WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { sampleEcg } from '#lib/signal/fixtures/sample-ecg.ts';
import { MINUTE_MS, readWeek } from './week.ts';
import { isAsleep, minuteText, timeText } from './week-text.ts';

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
/** Midnight in a zone four hours west of Greenwich. */
const START = Date.parse('2026-03-02T00:00:00-04:00');

const recording = (values: Float32Array, periodMs = MINUTE_MS, startMs = START): Recording => ({
  reference: 'Observation/1',
  start: { ms: startMs, recorded: '2026-03-02T00:00:00-04:00', precision: 'time' },
  offsetMinutes: -240,
  periodMs,
  values,
});

const minutes = (value: (ofDay: number, minute: number) => number) =>
  recording(Float32Array.from({ length: WEEK_MINUTES }, (_, minute) => value(minute % DAY_MINUTES, minute)));

const asleep = (ofDay: number) => ofDay < 390 || ofDay >= 1380;

function strip(kind: 'normal' | 'fibrillation', hour: number): EcgRecording {
  const { samples } = sampleEcg({
    rate: 250,
    seconds: 30,
    seed: 2,
    rhythm: (_, random) => ({ kind, next: kind === 'normal' ? 0.9 : 0.4 + 0.7 * random() }),
  });
  return { ...recording(samples, 4, START + hour * 60 * MINUTE_MS), lead: 'I' };
}

const slice: WearablesSlice = {
  devices: ['Monitor'],
  heartRate: [minutes((ofDay) => (asleep(ofDay) ? 55 : 75))],
  saturation: [minutes((ofDay) => (ofDay === 120 || ofDay === 200 ? 88 : 95))],
  steps: [minutes((ofDay) => (!asleep(ofDay) && ofDay % 15 === 0 ? 60 : 0))],
  ecg: [strip('normal', 30), strip('fibrillation', 50)],
};

describe('readWeek', () => {
  const week = readWeek(slice);

  it('covers the seven days before the last sample in the zone of the device', () => {
    expect([week.from, week.to, week.offset]).toEqual([START, START + WEEK_MINUTES * MINUTE_MS, -240]);
    expect(week.days.map(({ steps }) => steps)).toEqual(Array(7).fill(66 * 60));
    expect(week.days[0]?.wornHours).toBe(24);
    expect(timeText(START, week)).toBe('2\u00a0Mar, 00:00');
  });

  it('finds each night and the falls of saturation in it', () => {
    expect(week.nights.length).toBeGreaterThanOrEqual(7);
    const falls = week.events.filter(({ label }) => label.startsWith('Desaturation'));
    expect(falls).toHaveLength(14);
    expect(falls[0]).toMatchObject({
      at: START + 120 * MINUTE_MS,
      label: 'Desaturation from 95 by 7 points, 2 min',
    });
    expect(isAsleep(week, START + 120 * MINUTE_MS)).toBe(true);
    expect(isAsleep(week, START + 720 * MINUTE_MS)).toBe(false);
  });

  it('reads strips and marks the irregular one', () => {
    expect(week.strips).toHaveLength(2);
    const irregular = week.events.filter(({ label }) => label.startsWith('ECG'));
    expect(irregular.map(({ at }) => at)).toEqual([START + 50 * 60 * MINUTE_MS]);
  });

  it('says what a minute holds and what it does not', () => {
    expect(minuteText(week, START)).toBe('heart rate 55 /min, saturation 95 %, steps 0 per min');
    expect(minuteText(week, week.to + MINUTE_MS)).toContain('heart rate not recorded');
  });

  it('reads the same of months of recordings as of their latest week', () => {
    const before = recording(new Float32Array(3 * DAY_MINUTES).fill(70), MINUTE_MS, START - 3 * 86_400_000);
    const long = { ...slice, heartRate: [before, ...slice.heartRate] };
    const cut = latestWeek(long);
    expect(cut.heartRate).toEqual(slice.heartRate);
    expect(readWeek(cut)).toEqual(readWeek(long));
  });

  it('names days by one clock when the clock changes in between, the latest one', () => {
    const winter = recording(new Float32Array(4 * DAY_MINUTES).fill(60));
    const summer: Recording = {
      ...recording(new Float32Array(3 * DAY_MINUTES - 60).fill(60), MINUTE_MS, START + 4 * 86_400_000),
      offsetMinutes: -180,
    };
    const changed = readWeek({ ...slice, heartRate: [winter, summer], saturation: [], steps: [], ecg: [] });
    expect([changed.offset, changed.clockChanged]).toEqual([-180, true]);
    expect(readWeek(slice).clockChanged).toBe(false);
    expect(changed.days.slice(1).map(({ from }) => timeText(from, changed).slice(-5))).toEqual(
      Array(changed.days.length - 1).fill('00:00'),
    );
  });

  it('reads a device that only takes strips', () => {
    const { strips, nights, days } = readWeek({ ...slice, heartRate: [], saturation: [], steps: [] });
    expect(strips).toHaveLength(2);
    expect(days).toEqual([]);
    expect(nights).toEqual([]);
  });
});
