import { clamp, exp } from '../../arithmetic.ts';
import { openStream, type Stream } from '../../stream.ts';
import { breathsPerSecond, type Wearer } from '../wearer.ts';
import { MINUTE_MS, WEEK_DAYS, WEEK_MINUTES, type Week } from '../week.ts';
import { type Beat, fibrillatingBeats, type RateModulation, sinusBeats } from './tachogram.ts';

export const STRIP_SECONDS = 30;

/** One recording of lead I, sitting still with a finger on the device; its beats are the truth about it. */
export type Strip = {
  readonly startMs: number;
  readonly fibrillating: boolean;
  /** `null` in atrial fibrillation: no sinus node modulates it. */
  readonly modulation: RateModulation | null;
  /** In order of time, the ones just outside the strip too. */
  readonly beats: readonly Beat[];
};

/** The part of the autonomic tone that an ECG shows. */
export type Variability = {
  readonly rmssd: number;
  readonly lfOverHf: number;
  readonly ectopicsPerBeat: number;
};

/**
 * RMSSD at rest in ms, median about 20: vagal modulation falls as sympathetic drive rises in heart failure and with age
 * (Kingwell BA et al., Circulation 1994;90:234–240; Nunan D et al., Pacing Clin Electrophysiol 2010;33:1407–1417 for
 * the healthy: 42 ms). Ventricular ectopics, median about 10 an hour, grow with a weak ventricle: Teerlink JR et al.,
 * PROMISE, Circulation 2000;101:40–46.
 */
function drawVariability(stream: Stream, { state }: Wearer): Variability {
  const { autonomicTone: tone, person, ventricle } = state;
  const rmssd = clamp(20 * exp(-0.42 * tone - 0.08 * person.ageScore + 0.2 * stream.normal()), 3, 110);
  const lfOverHf = clamp(exp(0.25 + 0.4 * tone + 0.2 * stream.normal()), 0.15, 6);
  const perHour = 10 * exp(-0.45 * ventricle + 0.25 * tone + 1.2 * stream.normal());
  return { rmssd, lfOverHf, ectopicsPerBeat: clamp(perHour / 4500, 0, 0.15) };
}

/** Nearest minute, within three hours, at which the device is worn and the wearer has not been walking. */
function restingMinute(wanted: number, worn: Uint8Array, steps: Uint8Array): number | null {
  const quiet = (m: number) =>
    m >= 5 && m < WEEK_MINUTES && worn[m] === 1 && !steps.subarray(m - 5, m + 1).some((count) => count > 0);
  for (let away = 0; away < 180; away += 1) {
    if (quiet(wanted + away)) return wanted + away;
    if (quiet(wanted - away)) return wanted - away;
  }
  return null;
}

/** A strip after getting up, one before bed, and on some days one for a symptom in between. */
function plannedMinutes(stream: Stream, { midnights }: Week): number[] {
  return Array.from({ length: WEEK_DAYS }, (_, n) => {
    const day = midnights[n] ?? 0;
    const evening = day + clamp(Math.round(stream.normal(1290, 25)), 1220, 1340);
    const morning = day + 1440 + clamp(Math.round(stream.normal(460, 25)), 420, 560);
    const symptom = day + 1440 + stream.integer(660, 1140);
    return stream.chance(0.12) && n < WEEK_DAYS - 1 ? [evening, morning, symptom] : [evening, morning];
  }).flat();
}

type Sources = {
  readonly week: Week;
  readonly worn: Uint8Array;
  readonly steps: Uint8Array;
  readonly fibrillation: Uint8Array;
  readonly heartRate: Float32Array;
};

/** Two strips per 24 hours or more, oldest first. */
export function planStrips(
  wearer: Wearer,
  { week, worn, steps, fibrillation, heartRate }: Sources,
): { readonly variability: Variability; readonly strips: readonly Strip[] } {
  const stream = openStream(wearer.seed, wearer.index, 'wearable-strips');
  const variability = drawVariability(stream, wearer);
  const strips = plannedMinutes(stream, week).flatMap((wanted): Strip[] => {
    const minute = restingMinute(wanted, worn, steps);
    if (minute === null) return [];
    const startMs = week.startMs + minute * MINUTE_MS + stream.integer(1, 25) * 1000;
    const meanRr = 60 / (heartRate[minute] ?? 75);
    const fibrillating = fibrillation[minute] === 1;
    if (fibrillating) {
      const beats = fibrillatingBeats(stream, meanRr, STRIP_SECONDS);
      return [{ startMs, fibrillating, modulation: null, beats }];
    }
    const modulation: RateModulation = {
      meanRr,
      rmssd: variability.rmssd * exp(0.12 * stream.normal()),
      lfOverHf: variability.lfOverHf,
      breathing: clamp(breathsPerSecond(wearer), 0.18, 0.4),
    };
    const beats = sinusBeats(stream, modulation, variability.ectopicsPerBeat, STRIP_SECONDS);
    return [{ startMs, fibrillating, modulation, beats }];
  });
  return { variability, strips: strips.toSorted((a, b) => a.startMs - b.startMs) };
}
