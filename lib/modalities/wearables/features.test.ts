import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, instant } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { wearableResources } from '#lib/simulator/wearables/fhir/wearable-resources.ts';
import { planWeek } from '#lib/simulator/wearables/plan-week.ts';
import { wearableTruth } from '#lib/simulator/wearables/wearable-truth.ts';
import { chartOf, patient, type Resource } from '../fixtures/charts.ts';
import { oximetry, pulse } from '../fixtures/sampled-observations.ts';
import { wearables } from './modality.ts';
import type { WearablesSlice } from './slice.ts';

const N = 24;
const subject = { reference: 'Patient/p' };
const people = Array.from({ length: N }, (_, index) => {
  const week = planWeek(simulateChart(71, index));
  const written = wearableResources(week).map((one) => ({ ...one, subject, patient: subject }));
  const { slice } = wearables.parse(chartOf([patient, ...(written as unknown as Resource[])]));
  if (!slice) throw new Error('nothing was read');
  return { slice, discharge: week.wearer.dischargeMs, truth: wearableTruth(week) };
});

const outcomesOf = (slice: WearablesSlice, at: number) =>
  new Map(
    wearables.features.map((feature) => [
      feature.id.slice('wearable.'.length),
      feature.read(slice, instant(at)),
    ]),
  );
const readingOf = (slice: WearablesSlice, at: number, id: string): number => {
  const outcome = outcomesOf(slice, at).get(id);
  return outcome && isReading(outcome) ? outcome.value : Number.NaN;
};
const week = people.map(({ slice, discharge }) => outcomesOf(slice, discharge + 7 * DAY_MS));
const measured = (id: string) =>
  week.map((outcomes) => {
    const outcome = outcomes.get(id);
    return outcome && isReading(outcome) ? outcome.value : Number.NaN;
  });

/** Mean of measured over true, and the largest relative error, where both are known. */
function agreement(id: string, truths: readonly (number | null)[]) {
  const ratios = measured(id).flatMap((value, n) => {
    const truth = truths[n];
    return Number.isNaN(value) || !truth ? [] : [value / truth];
  });
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const worst = Math.max(...ratios.map((ratio) => Math.abs(ratio - mean)));
  return { mean, worst, known: ratios.length };
}

describe('features of a week at home', () => {
  const truths = people.map(({ truth }) => truth);
  const isSinus = ({ rhythm }: { rhythm: string }) => rhythm === 'sinus';

  it('find the heart rate asleep and the time worn', () => {
    const night = agreement(
      'nocturnal-heart-rate',
      truths.map((one) => one.nocturnalHeartRate),
    );
    expect(night.known).toBe(N);
    expect(Math.abs(night.mean - 1)).toBeLessThan(0.01);
    expect(night.worst).toBeLessThan(0.04);
    const worn = agreement(
      'wear-time',
      truths.map(({ wornShare }) => 24 * wornShare),
    );
    expect(Math.abs(worn.mean - 1)).toBeLessThan(0.001);
  });

  it('find the desaturations', () => {
    const odi = agreement(
      'odi3',
      truths.map(({ desaturations, hoursAsleepWorn }) => desaturations.length / hoursAsleepWorn),
    );
    expect(odi.known).toBe(N);
    expect(odi.mean).toBeGreaterThan(0.8);
    expect(odi.mean).toBeLessThan(1.05);
  });

  it('find the variability of the beats', () => {
    const rmssd = agreement(
      'rmssd',
      truths.map((one) => one.rmssd),
    );
    expect(rmssd.known).toBeGreaterThan(N / 2);
    expect(Math.abs(rmssd.mean - 1)).toBeLessThan(0.1);
  });

  it('find fibrillation and tell ectopic beats from it', () => {
    for (const [n, share] of measured('irregular-strips').entries()) {
      const strips = truths[n]?.strips ?? [];
      const truth = strips.filter((one) => !isSinus(one)).length / strips.length;
      expect(Math.abs(share / 100 - truth)).toBeLessThan(0.35);
    }
    const early = measured('early-beats');
    const ectopic = truths.map(({ strips }) => {
      const labels = strips
        .filter(isSinus)
        .map((one) => one.labels)
        .join('');
      return (100 * (labels.split('V').length - 1)) / labels.length;
    });
    const pairs = early.flatMap((value, n) =>
      Number.isNaN(value) ? [] : [Math.abs(value - (ectopic[n] ?? 0))],
    );
    expect(pairs.reduce((sum, error) => sum + error, 0) / pairs.length).toBeLessThan(1);
  });

  it('find the steps, but for those that were taken off the wrist', () => {
    const steps = agreement(
      'steps',
      truths.map(({ stepsPerDay }) => stepsPerDay),
    );
    expect(steps.mean).toBeGreaterThan(0.8);
    expect(steps.mean).toBeLessThan(1.1);
  });

  it('name the recordings that they rest on', () => {
    const outcome = week[0]?.get('odi3');
    if (!outcome || !isReading(outcome)) throw new Error('no reading');
    expect(outcome.from.length).toBe(8);
    for (const { reference } of outcome.from) expect(reference).toMatch(/^Observation\/.*-spo2-\d$/);
  });
});

describe('the time of prediction', () => {
  const one = people[0];
  if (!one) throw new Error('no patient');
  const { slice, discharge } = one;

  it('sees nothing of the days at home before they come', () => {
    for (const outcome of outcomesOf(slice, discharge).values())
      expect(outcome).toMatchObject({ missing: 'never-recorded', last: null });
  });

  it('is blind to what comes after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 * 24 * 60 }), (minutes) => {
        const at = discharge + minutes * 60_000 + 30_000;
        const cut = (recordings: WearablesSlice['heartRate']) =>
          recordings
            .filter(({ start }) => start.ms < at)
            .map((recording) => {
              const samples = Math.floor((at - recording.start.ms) / recording.periodMs);
              return { ...recording, values: recording.values.slice(0, samples) };
            });
        const past: WearablesSlice = {
          ...slice,
          heartRate: cut(slice.heartRate),
          saturation: cut(slice.saturation),
          steps: cut(slice.steps),
          ecg: slice.ecg.filter(({ start }) => start.ms < at - 60_000),
        };
        expect(outcomesOf({ ...slice, ecg: past.ecg }, at)).toEqual(outcomesOf(past, at));
      }),
      { numRuns: 15 },
    );
  });

  it('calls a recording stale after a week, and says when it ended', () => {
    const outcome = outcomesOf(slice, discharge + 20 * DAY_MS).get('steps');
    expect(outcome).toMatchObject({ missing: 'stale' });
    expect(outcome && 'detail' in outcome ? outcome.detail : '').toContain('ended 13 days before');
  });

  it('knows most on the first day already, and nearly as it will after the week', () => {
    const at = discharge + DAY_MS;
    const ids = ['steps', 'circadian-amplitude', 'resting-heart-rate', 'irregular-strips'];
    for (const id of ids)
      expect(
        people.filter((own) => !Number.isNaN(readingOf(own.slice, own.discharge + DAY_MS, id))).length,
      ).toBeGreaterThan(0.8 * N);
    expect(readingOf(slice, at, 'steps')).toBeGreaterThan(0);
    const early = people.map((own) => readingOf(own.slice, own.discharge + DAY_MS, 'resting-heart-rate'));
    const late = measured('resting-heart-rate');
    const apart = early.flatMap((value, n) =>
      Number.isNaN(value) ? [] : [Math.abs(value - (late[n] ?? 0))],
    );
    expect(apart.toSorted((a, b) => a - b)[Math.floor(apart.length / 2)]).toBeLessThan(4);
  });

  it('calls an hour too short for a rhythm, a night or a day, each with its reason', () => {
    const at = discharge + 7 * HOUR_MS;
    for (const id of ['steps', 'odi3', 'circadian-amplitude', 'nocturnal-heart-rate'])
      expect(readingOf(slice, at, id)).toBeNaN();
    const details = [...outcomesOf(slice, at).values()].map((one) => ('detail' in one ? one.detail : ''));
    expect(details.filter((detail) => detail !== '' && !/needs?|recorded/.test(detail))).toEqual([]);
  });
});

describe('other devices', () => {
  const days = 3;
  const from = Date.parse('2026-03-01T12:00:00Z');
  const at = from + days * DAY_MS;
  const span = (zone: string) => ({
    effectivePeriod: { start: `2026-03-01T12:00:00${zone}`, end: `2026-03-04T12:00:00${zone}` },
  });
  /** Every ten minutes of the night a fall of 6 points that lasts 40 s. */
  const everySecond = Array.from({ length: days * 86_400 }, (_, s) =>
    s % 600 >= 300 && s % 600 < 340 ? 90 : 96,
  );
  const calm = Array.from({ length: days * 1440 }, (_, m) => ((m / 60 + 12) % 24 < 8 ? 55 : 75));

  it('are read at their own rate: a fall of 40 s at one reading a second is counted', () => {
    const { slice, issues } = wearables.parse(
      chartOf([
        patient,
        oximetry('o', { period: 1000, data: everySecond.join(' ') }, span('+00:00')),
        pulse('h', { data: calm.join(' ') }, span('+00:00')),
      ]),
    );
    expect(issues).toEqual([]);
    expect(slice && readingOf(slice, at, 'odi3')).toBeCloseTo(6, 0);
  });

  it('leave the night out when neither motion nor a local clock tells it', () => {
    const night = (zone: string) => {
      const { slice } = wearables.parse(
        chartOf([patient, oximetry('o', { period: 1000, data: everySecond.join(' ') }, span(zone))]),
      );
      return slice ? readingOf(slice, at, 'odi3') : undefined;
    };
    expect(night('+00:00')).toBeCloseTo(6, 0);
    expect(night('Z')).toBeNaN();
  });
});
