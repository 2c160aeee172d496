import { clamp } from '../arithmetic.ts';
import type { Course, CourseKind } from './course.ts';
import type { Minute } from './tracks.ts';

/** What staff give during a stay, as the notes tell it and the truth lists it. */
export type Given = {
  readonly minute: number;
  readonly what:
    | 'antibiotics'
    | 'fluids'
    | 'blood'
    | 'noradrenaline'
    | 'oxygen'
    | 'intubation'
    | 'rate-control';
};

/** What they give in one minute: ml into the circulation, and what they set. */
export type Support = {
  readonly fluids: number;
  readonly blood: number;
  readonly noradrenaline: number;
  /** 0 … 1: how far oxygen and ventilation make up for the lung. */
  readonly lungSupport: number;
  readonly ventilated: boolean;
  readonly rateControl: number;
};

export const NOTHING: Support = {
  fluids: 0,
  blood: 0,
  noradrenaline: 0,
  lungSupport: 0,
  ventilated: false,
  rateControl: 0,
};

/** The pressure to reach: Evans L et al., Surviving Sepsis Campaign 2021, recommendation on a MAP of 65 mm Hg. */
const PRESSURE_WANTED = 65;
const PUMP_EVERY = 5;
const BOLUS_MINUTES = 30;
const BOLUS_ML = 500;

/** 500 ml in half an hour, three times with pauses of half an hour: 30 ml/kg within the first hours. */
const bolus = (since: number): number =>
  since >= 0 && since < 3 * 2 * BOLUS_MINUTES && Math.floor(since / BOLUS_MINUTES) % 2 === 0
    ? BOLUS_ML / BOLUS_MINUTES
    : 0;

/** The pump is set anew every five minutes once somebody acts, and only down slowly. */
function pumpRate(now: Minute, minute: number, acting: boolean): number {
  if (minute % PUMP_EVERY !== 0) return now.noradrenaline;
  const low = now.meanPressure < PRESSURE_WANTED;
  if (now.noradrenaline === 0) return acting && now.meanPressure < PRESSURE_WANTED - 3 ? 0.05 : 0;
  const next = now.noradrenaline + (low ? 0.02 : now.meanPressure > PRESSURE_WANTED + 9 ? -0.01 : 0);
  return next < 0.01 ? 0 : clamp(next, 0, 0.8);
}

/** Whether the lung needs a machine: an hour after somebody acted, for at most 40 h. */
const needsMachine = (lung: number, since: number): boolean => since > 60 && since < 60 + 2400 && lung > 0.15;

/** What is given against each trouble, so many minutes after it was recognised. */
const AGAINST: Readonly<Record<CourseKind, (since: number) => Partial<Support>>> = {
  stable: () => ({}),
  recovering: () => ({}),
  'respiratory-failure': () => ({}),
  sepsis: (since) => ({ fluids: bolus(since) }),
  haemorrhage: (since) => ({ fluids: bolus(since), blood: since > 20 && since < 200 ? 8 : 0 }),
  arrhythmia: (since) => ({ rateControl: clamp(since / 90, 0, 1) }),
};

/** Support at a minute, given the patient as of the minute before. */
export function supportAt(course: Course, ventilatedUntil: number, now: Minute, minute: number): Support {
  const { kind, recognised } = course;
  const since = minute - (recognised ?? Number.POSITIVE_INFINITY);
  const acting = since >= 0;
  const ventilated = minute < ventilatedUntil;
  const noradrenaline = pumpRate(now, minute, acting || kind === 'recovering');
  if (!acting) return { ...NOTHING, noradrenaline, ventilated };
  const breathless = kind === 'respiratory-failure' || now.lung > 0.35;
  return {
    ...NOTHING,
    ...AGAINST[kind](since),
    noradrenaline,
    lungSupport: breathless ? clamp(since / 45, 0, 1) : 0,
    ventilated: ventilated || (breathless && needsMachine(now.lung, since)),
  };
}
