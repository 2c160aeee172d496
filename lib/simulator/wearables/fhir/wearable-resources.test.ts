import { createHash } from 'node:crypto';
import type { Observation, SampledData } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { checkStructure } from '#lib/fhir/store/validate-resource.ts';
import { easternOffset } from '../../calendar.ts';
import { simulateChart, simulateTruth } from '../../patient.ts';
import { planWeek } from '../plan-week.ts';
import { takeReadings } from '../readings.ts';
import { wearableTruth } from '../wearable-truth.ts';
import { sampledText } from './sampled-text.ts';
import { wearableResources } from './wearable-resources.ts';

const weeks = [0, 1, 2, 3].map((index) => planWeek(simulateChart(17, index)));
const written = weeks.map(wearableResources);
const observations = written.map((resources) =>
  resources.filter((one): one is Observation => one.resourceType === 'Observation'),
);
const sampled = ({ valueSampledData, component }: Observation): SampledData | undefined =>
  valueSampledData ?? component?.[0]?.valueSampledData;

/** Samples from each R peak of the truth to the highest value within 80 ms of it; peaks beside a gap are left out. */
function peakOffsets(strip: SampledData | undefined, rPeaksMs: readonly number[]): number[] {
  const { data = '', period = 4 } = strip ?? {};
  const signal = data.split(' ').map(Number);
  return rPeaksMs.flatMap((ms) => {
    const at = Math.round(ms / period);
    const around = signal.slice(Math.max(0, at - 20), at + 21);
    const whole = around.length === 41 && !around.some(Number.isNaN);
    return whole ? [around.indexOf(Math.max(...around)) - 20] : [];
  });
}

describe('the resources of a wearable week', () => {
  it('have the structure that FHIR R4 demands, with ids of their own', () => {
    for (const resources of written) {
      for (const resource of resources) checkStructure({ ...resource });
      expect(new Set(resources.map(({ id }) => id)).size).toBe(resources.length);
    }
  });

  it('hold as many values as their period says', () => {
    for (const observation of observations.flat()) {
      const { data = '', period = 0 } = sampled(observation) ?? {};
      const { start = '', end = '' } = observation.effectivePeriod ?? {};
      expect(data.split(' ').length * period).toBe(Date.parse(end) - Date.parse(start));
      expect(data).toMatch(/^(-?\d{1,4}|E|L)( (-?\d{1,4}|E|L))*$/);
    }
  });

  it('say what the device read, gaps and all', () => {
    const [week, own] = [weeks[0], observations[0]];
    if (!week || !own) throw new Error('no patient');
    const readings = takeReadings(week);
    for (const [suffix, channel] of [
      ['hr', readings.heartRate],
      ['spo2', readings.saturation],
      ['steps', readings.steps],
    ] as const) {
      const days = own.filter(({ id }) => id?.includes(`-${suffix}-`));
      const tokens = days.flatMap((day) => sampled(day)?.data?.split(' ') ?? []);
      expect(tokens.map((token) => (token === 'E' ? Number.NaN : Number(token)))).toEqual([...channel]);
    }
  });

  it('begin their days at the local midnight', () => {
    for (const { effectivePeriod, id } of observations.flat())
      if (/-(hr|spo2|steps)-[1-9]/.test(id ?? ''))
        expect(effectivePeriod?.start).toMatch(
          new RegExp(`T00:00:00-0${-easternOffset(Date.UTC(2026, 8))}:00`),
        );
  });

  it('carry R peaks where the truth has them', () => {
    const offsets = weeks.flatMap((week, n) => {
      const strips = (observations[n] ?? []).filter(({ id }) => id?.includes('-ecg-'));
      const known = wearableTruth(week).strips;
      expect(strips.length).toBe(known.length);
      return strips.flatMap((strip, k) => peakOffsets(sampled(strip), known[k]?.rPeaksMs ?? []));
    });
    expect(offsets.length).toBeGreaterThan(1000);
    // The rest lies in the seconds in which the arm moves.
    expect(offsets.filter((offset) => Math.abs(offset) <= 2).length / offsets.length).toBeGreaterThan(0.97);
  });

  it('tell neither the latents nor the outcome', () => {
    for (const [n, resources] of written.entries()) {
      const text = JSON.stringify(resources);
      const { state, outcome, logHazard } = simulateTruth(17, n);
      const secrets = [state.autonomicTone, state.congestion, state.frailty, logHazard, outcome.timeDays];
      const told = secrets.filter((one) => !Number.isInteger(one) && text.includes(String(one)));
      expect(told).toEqual([]);
      expect(/hazard|latent|readmi|rmssd|desat/i.exec(text)?.[0]).toBeUndefined();
    }
  });

  it('last seven days whether or not the patient was readmitted meanwhile', () => {
    const readmitted = Array.from({ length: 200 }, (_, index) => index).find((index) => {
      const { event, timeDays } = simulateTruth(17, index).outcome;
      return event === 1 && timeDays < 3;
    });
    const { week, strips } = planWeek(simulateChart(17, readmitted ?? -1));
    expect(readmitted).toBeDefined();
    expect(week.days.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(7 * 1440);
    expect(strips.at(-1)?.startMs).toBeGreaterThan(week.startMs + 6 * 86_400_000);
  });

  it('are the same bytes on every machine', () => {
    const digest = createHash('sha256').update(JSON.stringify([written, weeks.map(wearableTruth)]));
    expect(digest.digest('hex')).toBe('2173422e11f048a68d5dd7e9575874355fa1411d51bb46a9f344707c11c9a22f');
  });
});

describe('sampled text', () => {
  it('writes counts, tokens and bounds', () => {
    const values = Float64Array.of(0, -0.0049, 0.995, 12.345, Number.NaN, -70, 69, 1e9);
    expect(sampledText(values, 0.005)).toBe('0 -1 199 2469 E -9999 9999 9999');
    expect(sampledText(Float32Array.of(97, 69.6, 70), 1, 70)).toBe('97 L 70');
    expect(sampledText(new Float32Array(0))).toBe('');
  });
});
