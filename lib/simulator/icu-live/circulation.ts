import { clamp } from '../arithmetic.ts';
import type { Baseline } from './baseline.ts';
import type { Insult } from './insult.ts';
import type { Minute } from './tracks.ts';
import type { Support } from './treatment.ts';

/** Moves a value towards a goal by a time constant in minutes. */
export const towards = (value: number, goal: number, minutes: number): number =>
  value + (goal - value) / Math.max(1, minutes);

/** ml a minute through leaking vessels at full infection, and share of a deficit that the body makes up in a minute. */
const LEAK = 1.6;
const REFILL = 0.0008;
/** Of crystalloid fluid this much stays in the vessels. */
const STAYS = 0.5;

export function deficitAfter(now: Minute, insult: Insult, { fluids, blood }: Support): number {
  const lost = insult.bleeding + LEAK * insult.infection;
  return clamp(now.deficit * (1 - REFILL) + lost - STAYS * fluids - blood, -500, 3200);
}

/** Sympathetic drive 0 … 1.5: the baroreflex, and what infection and lack of oxygen add; sedation takes a third of it. */
function drive(now: Minute): number {
  const pressure = clamp((78 - now.meanPressure) / 25, 0, 1.2);
  const air = clamp((90 - now.saturation) / 12, 0, 0.8);
  return clamp((pressure + 0.4 * now.infection + air) * (1 - 0.33 * now.ventilated), 0, 1.5);
}

/** Fibrillating ventricles follow no sinus node: about 125 a minute, slower under treatment, faster under stress. */
const fibrillatingRate = (sympathetic: number, rateControl: number, permanent: boolean): number =>
  (permanent ? 84 : 128 - 40 * rateControl) + 18 * sympathetic;

const sinusRate = ({ heartRate }: Baseline, now: Minute, sympathetic: number): number =>
  heartRate + 36 * sympathetic + 8 * clamp(now.temperature - 37.2, -1.5, 3);

type Circulation = Pick<Minute, 'heartRate' | 'fibrillating' | 'meanPressure' | 'pulsePressure'>;

/**
 * Pressure as flow times resistance. Flow follows filling and contractility and, because what returns limits it, only the
 * root of the rate (Guyton AC, Physiol Rev 1955;35:123–129). Infection opens the vessels, sympathetic drive and
 * noradrenaline close them.
 */
export function circulationAfter(
  baseline: Baseline,
  now: Minute,
  insult: Insult,
  support: Support,
): Circulation {
  const sympathetic = drive(now);
  const fibrillating = insult.fibrillating || baseline.permanentFibrillation;
  const goal = fibrillating
    ? fibrillatingRate(sympathetic, support.rateControl, !insult.fibrillating)
    : sinusRate(baseline, now, sympathetic);
  const heartRate = clamp(
    towards(now.heartRate, goal, fibrillating === now.fibrillating > 0 ? 3 : 1),
    34,
    190,
  );
  const filling = clamp(1 - (0.7 * now.deficit) / 2500, 0.25, 1.12);
  const tooFast = clamp((heartRate - 130) / 200, 0, 0.3);
  const stroke = filling * (1 - 0.15 * insult.infection) * (1 - tooFast) * (insult.fibrillating ? 0.86 : 1);
  const flow = stroke * Math.sqrt(heartRate / baseline.heartRate);
  const { noradrenaline } = support;
  const squeeze = (1.1 * noradrenaline) / (noradrenaline + 0.35);
  const resistance = (1 + 0.32 * sympathetic) * (1 - 0.5 * insult.infection) + squeeze;
  return {
    heartRate,
    fibrillating: fibrillating ? 1 : 0,
    meanPressure: clamp(towards(now.meanPressure, baseline.meanPressure * flow * resistance, 2), 24, 150),
    pulsePressure: clamp(
      towards(now.pulsePressure, baseline.pulsePressure * (0.25 + 0.75 * stroke), 2),
      14,
      110,
    ),
  };
}
