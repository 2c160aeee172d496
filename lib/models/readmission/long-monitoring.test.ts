import { expect, it } from 'vitest';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { specsOf } from '#lib/modalities/index.ts';
import {
  SAMPLE_START,
  sampleRecording,
  sampleStrip,
} from '#lib/modalities/wearables/fixtures/sample-week.ts';
import { latestWeek } from '#lib/modalities/wearables/latest-week.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { daysRecordedAtHome } from './days-at-home.ts';
import { landmarksOf } from './landmark.ts';

const DAYS = 40;
const minutes = (value: (minute: number) => number) =>
  sampleRecording(Float32Array.from({ length: DAYS * 1440 }, (_, minute) => value(minute)));

/** Worn for forty days, by which a patient who went home on the tenth has been at home for a month. */
const whole: WearablesSlice = {
  devices: ['Monitor'],
  heartRate: [minutes((minute) => 60 + (minute % 1440) / 60 + minute / 2000)],
  saturation: [minutes((minute) => (minute % 300 === 0 ? 88 : 95))],
  steps: [minutes((minute) => (minute % 15 === 0 ? 40 + minute / 5000 : 0))],
  ecg: [100, 260, 330, 900].map((hour) => sampleStrip('normal', hour)),
};
const end = instant(SAMPLE_START + 10 * DAY_MS);
const admission = { end } as Parameters<typeof landmarksOf>[0]['admission'];
const sent = latestWeek(whole, landmarksOf({ admission }));
const ids = specsOf(['wearables']).map(({ id }) => id);

it('who is monitored for long after the first week is asked about at home from what a page is sent', () => {
  expect(daysRecordedAtHome(whole, end)).toBe(7);
  expect(daysRecordedAtHome(latestWeek(whole), end)).toBe(0);
  expect(daysRecordedAtHome(sent, end)).toBe(7);
});

it.each([0, 1, 4, 7])('gives on day %i what the whole record gives', (day) => {
  const at = instant(end.ms + day * DAY_MS);
  const read = (wearables: WearablesSlice) => vectorise({ slices: { wearables } }, at, ids);
  const [expected, actual] = [read(whole), read(sent)];
  expect(expected.present.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(6);
  expect(actual.values).toEqual(expected.values);
  expect(actual.present).toEqual(expected.present);
});

it('sends no sample twice, and not what lies between', () => {
  const minutesOf = ({ steps }: WearablesSlice) => steps.reduce((sum, { values }) => sum + values.length, 0);
  expect(minutesOf(sent)).toBe(21 * 1440);
  expect(minutesOf(latestWeek(whole, [instant(SAMPLE_START + 39 * DAY_MS)]))).toBe(8 * 1440);
});
