import { type Known, pointsUpTo, type Rule, sumOf } from './rule.ts';

const SOURCE = 'Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017, chart 1';

/** More than room air (21 %), with room for how it is written. */
const ROOM_AIR = 0.215;

const flag = (said: boolean | null, points: number): number | null => {
  if (said === null) return null;
  return said ? points : 0;
};

const onOxygen = (fio2: Known): boolean | null => (fio2 === null ? null : fio2 > ROOM_AIR);

/**
 * NEWS2 with SpO2 scale 1: scale 2 is for those whom a physician has told to have hypercapnic failure, which no stream says.
 * The chart counts whole numbers (temperature: tenths), so a mean of an hour is rounded first.
 */
export const news2: Rule = ({ respiratoryRate, spo2, fio2, systolic, heartRate, alert, temperature }) =>
  sumOf({ id: 'news2', label: 'NEWS2', source: SOURCE }, [
    { label: 'respiratory rate', points: points(respiratoryRate, RESPIRATION, 3) },
    { label: 'SpO₂', points: points(spo2, SATURATION, 0) },
    { label: 'oxygen given', points: flag(onOxygen(fio2), 2) },
    { label: 'systolic pressure', points: points(systolic, SYSTOLIC, 3) },
    { label: 'heart rate', points: points(heartRate, PULSE, 3) },
    { label: 'consciousness', points: flag(alert === null ? null : !alert, 3) },
    { label: 'temperature', points: points(temperature, TEMPERATURE, 2, 10) },
  ]);

function points(value: Known, limits: readonly (readonly [number, number])[], beyond: number, steps = 1) {
  return pointsUpTo(value === null ? null : Math.round(value * steps) / steps, limits, beyond);
}

const RESPIRATION = [
  [8, 3],
  [11, 1],
  [20, 0],
  [24, 2],
] as const;
const SATURATION = [
  [91, 3],
  [93, 2],
  [95, 1],
] as const;
const SYSTOLIC = [
  [90, 3],
  [100, 2],
  [110, 1],
  [219, 0],
] as const;
const PULSE = [
  [40, 3],
  [50, 1],
  [90, 0],
  [110, 1],
  [130, 2],
] as const;
const TEMPERATURE = [
  [35, 3],
  [36, 1],
  [38, 0],
  [39, 1],
] as const;
