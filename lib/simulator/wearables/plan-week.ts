import type { ChartContent } from '../patient.ts';
import { drawSteps } from './activity.ts';
import { type Desaturation, drawDesaturations } from './desaturations.ts';
import { planStrips, type Strip, type Variability } from './ecg/plan-strips.ts';
import { heartRates, saturations } from './minute-series.ts';
import { drawFibrillation } from './rhythm.ts';
import { drawSleep, type Sleep } from './sleep.ts';
import { drawWear } from './wear.ts';
import { type Wearer, wearerOf } from './wearer.ts';
import { type Week, weekFrom } from './week.ts';

/** All that happens to the body in the seven days, before any device reads it. Arrays are per minute of the week. */
export type WearableWeek = {
  readonly wearer: Wearer;
  readonly week: Week;
  readonly sleep: Sleep;
  /** 1 while on the wrist. */
  readonly worn: Uint8Array;
  readonly steps: Uint8Array;
  /** 1 in atrial fibrillation. */
  readonly fibrillation: Uint8Array;
  /** Mean heart rate, 1/min. */
  readonly heartRate: Float32Array;
  /** Mean oxygen saturation, %. */
  readonly saturation: Float32Array;
  /** Expected nocturnal desaturations per hour of sleep, and those that came while the device was worn. */
  readonly desaturations: { readonly rate: number; readonly episodes: readonly Desaturation[] };
  readonly variability: Variability;
  readonly strips: readonly Strip[];
  /** What is later than this instant is not recorded yet. */
  readonly nowMs: number;
};

/**
 * The week from discharge on. It always runs to its end: a recording cut at the readmission would tell the outcome, so
 * the wearer goes on as if at home.
 */
export function planWeek(content: ChartContent): WearableWeek {
  const wearer = wearerOf(content);
  const week = weekFrom(wearer.dischargeMs);
  const sleep = drawSleep(wearer, week);
  const worn = drawWear(wearer, week, sleep);
  const steps = drawSteps(wearer, week, sleep);
  const fibrillation = drawFibrillation(wearer);
  const desaturations = drawDesaturations(wearer, sleep, worn);
  const sources = { week, sleep, worn, steps, fibrillation, episodes: desaturations.episodes };
  const heartRate = heartRates(wearer, sources);
  return {
    wearer,
    week,
    sleep,
    worn,
    steps,
    fibrillation,
    heartRate,
    saturation: saturations(wearer, sources),
    desaturations,
    ...planStrips(wearer, { ...sources, heartRate }),
    nowMs: content.nowMs,
  };
}
