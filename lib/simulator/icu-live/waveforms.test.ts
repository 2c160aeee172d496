import { beforeAll, describe, expect, it } from 'vitest';
import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import { artefactsBetween } from './artefacts.ts';
import { beatsBetween, secondsOf } from './beats.ts';
import type { LiveStay } from './live-stay.ts';
import { openWard } from './live-ward.ts';
import { MEAN_SHARE } from './pulse.ts';
import { stateAt, valueAt } from './tracks.ts';
import { type Sign, vitalSignsAt } from './vital-signs.ts';
import { WAVEFORM_RATES } from './waveforms.ts';

const NOON = Date.UTC(2026, 10, 3, 12);
const SECONDS = 20;
const ward = openWard({ seed: 5, beds: 40 });

/** A patient at a time at which nothing disturbs the curves, and what the monitor says in the middle of them. */
type Quiet = {
  readonly live: LiveStay;
  readonly at: number;
  readonly signs: ReadonlyMap<Sign['sign'], number>;
};

function quietOnes(): Quiet[] {
  return ward.staysBetween(NOON, NOON + 1).flatMap((live): Quiet[] => {
    for (let at = NOON; at < NOON + 3_600_000; at += 60_000) {
      const end = at + SECONDS * 1000;
      if (end > live.stay.to || artefactsBetween(live.stay, at - 20_000, end).length > 0) continue;
      const signs = vitalSignsAt(live, at + SECONDS * 700, []);
      return [{ live, at, signs: new Map(signs.map(({ sign, value }) => [sign, value])) }];
    }
    return [];
  });
}

const curve = ({ live, at }: Quiet, id: 'ecg' | 'abp' | 'pleth' | 'resp') =>
  ward.windowOf(live, id, at, SECONDS);
const fibrillates = ({ live, at }: Quiet) => stateAt(live.tracks.fibrillating, secondsOf(live, at) / 60) > 0;

/** Lowest and highest sample of each pulse, between the R peaks of its beat and the next, delayed. */
function pulsesOf(samples: Float64Array, feet: readonly number[], rate: number) {
  return feet.slice(0, -1).flatMap((foot, k) => {
    const pulse = samples.subarray(Math.round(foot * rate), Math.round((feet[k + 1] ?? foot) * rate));
    if (pulse.length < 10) return [];
    const top = Math.max(...pulse);
    return [
      {
        top,
        low: Math.min(...pulse),
        mean: pulse.reduce((a, b) => a + b, 0) / pulse.length,
        topAt: pulse.indexOf(top) / rate,
      },
    ];
  });
}
const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

let quiet: Quiet[] = [];
beforeAll(() => {
  quiet = quietOnes();
});

describe('curves and numbers of the simulated ward', () => {
  it('has the rate of the monitor in the R peaks of the ECG', () => {
    expect(quiet.length).toBeGreaterThan(25);
    for (const one of quiet) {
      const { seconds } = detectRPeaks(Float32Array.from(curve(one, 'ecg')), WAVEFORM_RATES.ecg);
      const truth = beatsBetween(
        one.live,
        secondsOf(one.live, one.at),
        secondsOf(one.live, one.at) + SECONDS,
        0,
      );
      expect(Math.abs(seconds.length - truth.length)).toBeLessThanOrEqual(2);
      const rate = (60 * (seconds.length - 1)) / ((seconds.at(-1) ?? 0) - (seconds[0] ?? 0));
      const shown = one.signs.get('heart-rate') ?? 0;
      expect(Math.abs(rate - shown) / shown, `${one.live.stay.patient} ${rate} ${shown}`).toBeLessThan(
        fibrillates(one) ? 0.15 : 0.06,
      );
    }
  });

  it('has the pressures of the monitor in the peaks and feet of the pressure curve, a plausible delay after each R peak', () => {
    const lines = quiet.filter(({ signs }) => signs.has('systolic-pressure'));
    expect(lines.length).toBeGreaterThan(12);
    for (const one of lines.filter((each) => !fibrillates(each))) {
      const { seconds } = detectRPeaks(Float32Array.from(curve(one, 'ecg')), WAVEFORM_RATES.ecg);
      const pulses = pulsesOf(curve(one, 'abp'), [...seconds], WAVEFORM_RATES.abp);
      const [systolic = 0, mean = 0, diastolic = 0] = (
        ['systolic-pressure', 'mean-pressure', 'diastolic-pressure'] as const
      ).map((sign) => one.signs.get(sign));
      expect(Math.abs(average(pulses.map(({ top }) => top)) - systolic)).toBeLessThan(5);
      expect(Math.abs(average(pulses.map(({ low }) => low)) - diastolic)).toBeLessThan(5);
      expect(Math.abs(average(pulses.map((pulse) => pulse.mean)) - mean)).toBeLessThan(4);
      // From the R peak to the top of the pulse at the wrist: the way there and the upstroke.
      for (const { topAt } of pulses) {
        expect(topAt).toBeGreaterThan(0.2);
        expect(topAt).toBeLessThan(0.45);
      }
    }
  });

  it('knows the share of the pulse pressure by which the mean lies above the diastolic one', () => {
    const shares = quiet
      .filter(({ signs }) => signs.has('mean-pressure'))
      .map((one) => {
        const samples = curve(one, 'abp');
        const { seconds } = detectRPeaks(Float32Array.from(curve(one, 'ecg')), WAVEFORM_RATES.ecg);
        return average(
          pulsesOf(samples, [...seconds], WAVEFORM_RATES.abp).map(
            ({ top, low, mean }) => (mean - low) / (top - low),
          ),
        );
      });
    expect(Math.abs(average(shares) - MEAN_SHARE)).toBeLessThan(0.02);
  });

  it('breathes as often as it says', () => {
    for (const one of quiet) {
      const samples = curve(one, 'resp');
      const rises = samples.filter(
        (value, i) => value >= 0.5 && (samples[i - 1] ?? 1) < 0.5 && (samples[i + 5] ?? 0) > 0.5,
      );
      const shown = valueAt(
        one.live.tracks.respiratoryRate,
        secondsOf(one.live, one.at + SECONDS * 500) / 60,
      );
      expect(Math.abs(rises.length - (shown * SECONDS) / 60), one.live.stay.patient).toBeLessThan(2);
    }
  });

  it('is the same for whoever asks: one window, or pieces of it from another ward of that seed', () => {
    const [one] = quiet;
    if (!one) throw new Error('nobody is quiet');
    const small = openWard({ seed: 5, beds: 40 });
    for (const id of ['ecg', 'abp', 'pleth', 'resp'] as const) {
      const whole = curve(one, id);
      const pieces = Array.from({ length: SECONDS }, (_, k) => [
        ...small.windowOf(one.live, id, one.at + (SECONDS - 1 - k) * 1000, 1),
      ]).reverse();
      expect(pieces.flat()).toEqual([...whole]);
    }
  });

  it('loses the pulse of the finger with the probe and the ECG with the electrode', () => {
    const lives = ward.staysBetween(NOON, NOON + 1);
    const during = (kind: 'probe-off' | 'lead-off' | 'flush') =>
      lives.flatMap((live) => {
        const found = artefactsBetween(live.stay, live.stay.from, live.stay.to).find(
          (each) => each.kind === kind,
        );
        return found ? [{ live, at: found.from + 1000 }] : [];
      });
    const spread = (values: Float64Array) => Math.max(...values) - Math.min(...values);
    for (const { live, at } of during('probe-off').slice(0, 5)) {
      expect(spread(ward.windowOf(live, 'pleth', at, 10))).toBeLessThan(0.05);
      const off = artefactsBetween(live.stay, at, at + 1);
      expect(vitalSignsAt(live, at + 30_000, off).some(({ sign }) => sign === 'spo2')).toBe(false);
    }
    for (const { live, at } of during('lead-off').slice(0, 5))
      expect(ward.windowOf(live, 'ecg', at, 10).every(Number.isNaN)).toBe(true);
    expect(during('flush').length).toBeGreaterThan(5);
  });
});
