import { type Grain, openGrain } from '../imaging/grain.ts';
import { openStream } from '../stream.ts';
import type { WearableWeek } from './plan-week.ts';
import { WEEK_MINUTES } from './week.ts';

/** What the device reports, per minute of the week, as whole numbers; NaN: no valid reading. */
export type Readings = {
  readonly heartRate: Float32Array;
  readonly saturation: Float32Array;
  readonly steps: Float32Array;
};

/** The body in one minute. */
type Minute = {
  readonly rate: number;
  readonly saturation: number;
  readonly walking: boolean;
  readonly asleep: boolean;
};

/** Share of walking minutes without a valid heart rate. */
const LOST_RATE = 0.03;

function readRate(grain: Grain, { rate, walking }: Minute): number {
  const error = (walking ? 2.5 : 0.6) * grain.normal();
  return walking && grain.uniform() < LOST_RATE ? Number.NaN : Math.round(rate + error);
}

/** Share of minutes without a valid saturation, walking and awake at rest: asleep the arm lies still. */
const LOST_WALKING = 0.35;
const LOST_AWAKE = 0.04;
/** Share of walking minutes whose saturation is read far too low. */
const FALSE_LOW = 0.01;

function readSaturation(grain: Grain, { saturation, walking, asleep }: Minute): number {
  if (asleep) return Math.round(saturation);
  if (grain.uniform() < (walking ? LOST_WALKING : LOST_AWAKE)) return Number.NaN;
  const low = walking && grain.uniform() < FALSE_LOW ? 6 + Math.floor(12 * grain.uniform()) : 0;
  return Math.round(saturation - low);
}

/** Reads the body through a wrist: nothing off the wrist, motion artefacts while walking, whole numbers. */
export function takeReadings(recorded: WearableWeek): Readings {
  const { wearer, worn, sleep, steps } = recorded;
  const grain = openGrain(openStream(wearer.seed, wearer.index, 'wearable-readings'));
  const empty = () => new Float32Array(WEEK_MINUTES).fill(Number.NaN);
  const readings: Readings = { heartRate: empty(), saturation: empty(), steps: empty() };
  for (let m = 0; m < WEEK_MINUTES; m += 1) {
    if (worn[m] !== 1) continue;
    const taken = steps[m] ?? 0;
    const minute: Minute = {
      rate: recorded.heartRate[m] ?? 0,
      saturation: recorded.saturation[m] ?? 0,
      walking: taken > 0,
      asleep: sleep.asleep[m] === 1,
    };
    readings.steps[m] = taken;
    readings.heartRate[m] = readRate(grain, minute);
    readings.saturation[m] = readSaturation(grain, minute);
  }
  return readings;
}
